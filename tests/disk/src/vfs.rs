//! SQLite's file system, as this process's default: its own, with a watch in front of it.

use std::ffi::{CStr, c_char, c_int};
use std::path::Path;
use std::ptr;
use std::sync::{Arc, Once};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_vfs};

use crate::disk::{Refusal, Watched, disk_of};
use crate::fault::Call;
use crate::file;

/// Makes the watching file system the default of every connection that this process opens from now on.
///
/// # Panics
/// If SQLite has no file system of its own, or refuses this one: then nothing can be tested.
pub fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: with a null name SQLite gives its default VFS, which lives as long as the process.
        let real = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        assert!(!real.is_null(), "SQLite has no file system");
        // SAFETY: not null, and only SQLite writes to it (its list's link), while registering.
        let mut watching = unsafe { *real };
        watching.pNext = ptr::null_mut();
        watching.zName = c"briefdesk-disk".as_ptr();
        watching.pAppData = real.cast();
        watching.szOsFile += c_int::try_from(file::SIZE).unwrap_or(c_int::MAX);
        watching.xOpen = Some(open);
        watching.xDelete = Some(delete);
        watching.xAccess = Some(access);
        // What is left as it was (paths, time, sleep, randomness) makes no use of `pAppData`.
        let watching = Box::leak(Box::new(watching));
        // SAFETY: the VFS is never freed, and every function in it keeps SQLite's contract.
        let code = unsafe { ffi::sqlite3_vfs_register(watching, 1) };
        assert_eq!(code, ffi::SQLITE_OK, "SQLite refuses the file system");
    });
}

/// The VFS that ours stands in front of.
fn real_of(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    // SAFETY: SQLite passes the VFS that it was given; `register` put the real one there.
    unsafe { (*vfs).pAppData.cast() }
}

fn watched(name: *const c_char) -> Option<(Arc<Watched>, String)> {
    if name.is_null() {
        return None;
    }
    // SAFETY: not null, and SQLite's paths end with a zero.
    let name = unsafe { CStr::from_ptr(name) };
    disk_of(Path::new(name.to_str().ok()?))
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    out: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let real = real_of(vfs);
    // SAFETY: `out` has room for `szOsFile` bytes. No methods: nothing to close after a failure.
    unsafe { (*out).pMethods = ptr::null() };
    let open_real = |file: *mut sqlite3_file, flags: c_int| {
        // SAFETY: `real` is SQLite's own VFS, and `file` has room for a file of it, both here (more) and below.
        unsafe { (*real).xOpen.map_or(ffi::SQLITE_ERROR, |open| open(real, name, file, flags, out_flags)) }
    };
    let Some((disk, below)) = watched(name) else { return open_real(out, flags) };
    if let Some(code) = disk.failure(Call::Open) {
        return code;
    }
    let creates = flags & ffi::SQLITE_OPEN_CREATE != 0;
    if disk.refuses(Refusal::Folder) && creates && !disk.knows(&below) {
        return ffi::SQLITE_CANTOPEN;
    }
    let database = flags & ffi::SQLITE_OPEN_MAIN_DB != 0;
    // SQLite's own code, too, opens a file for reading that it may not open for writing.
    let writable = ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE;
    let read_only = database && disk.refuses(Refusal::File);
    let flags = if read_only { flags & !writable | ffi::SQLITE_OPEN_READONLY } else { flags };
    let code = open_real(file::real_of(out), flags);
    if code == ffi::SQLITE_OK {
        let inode = disk.opened(below);
        // As SQLite's own code: a journal that may be new takes its folder with it at its first sync.
        let journal = ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL;
        // SAFETY: `out` has room for `szOsFile` bytes, of which the real file's begin after ours.
        unsafe { file::begin(out, disk, inode, creates && flags & journal != 0) };
    }
    code
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    let real = real_of(vfs);
    let disk = watched(name);
    if let Some((disk, _)) = &disk {
        if let Some(code) = disk.failure(Call::Delete) {
            return code;
        }
        if disk.refuses(Refusal::Folder) {
            return ffi::SQLITE_IOERR_DELETE;
        }
    }
    // SAFETY: `real` is SQLite's own VFS; the name is SQLite's.
    let code = unsafe { (*real).xDelete.map_or(ffi::SQLITE_ERROR, |delete| delete(real, name, sync_folder)) };
    if let (ffi::SQLITE_OK, Some((disk, below))) = (code, disk) {
        disk.deleted(below, sync_folder != 0);
    }
    code
}

unsafe extern "C" fn access(vfs: *mut sqlite3_vfs, name: *const c_char, flags: c_int, answer: *mut c_int) -> c_int {
    let real = real_of(vfs);
    if let Some(code) = watched(name).and_then(|(disk, _)| disk.failure(Call::Access)) {
        return code;
    }
    // SAFETY: `real` is SQLite's own VFS; the name and the place for the answer are SQLite's.
    unsafe { (*real).xAccess.map_or(ffi::SQLITE_ERROR, |access| access(real, name, flags, answer)) }
}
