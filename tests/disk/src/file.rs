//! An open file of a watched disk: SQLite's own file, with a watch in front of it.
//!
//! SQLite hands out one piece of memory for both: ours comes first, the real one right after it. Every function below is called by SQLite
//! with a file that [`begin`] made, from one thread at a time.

use std::ffi::{c_int, c_void};
use std::slice;
use std::sync::Arc;

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods};

use crate::disk::Watched;
use crate::fault::{Call, Fault};
use crate::log::Inode;

#[repr(C, align(8))]
struct Open {
    base: sqlite3_file,
    disk: *const Watched,
    inode: Inode,
    /// The next sync makes the folder's list of files durable as well.
    folder_too: bool,
}

/// How much memory ours takes, in bytes.
pub(crate) const SIZE: usize = size_of::<Open>();

/// The real file behind `file`.
pub(crate) fn real_of(file: *mut sqlite3_file) -> *mut sqlite3_file {
    file.cast::<Open>().wrapping_add(1).cast()
}

/// Sets up the watch once the real file is open.
///
/// # Safety
/// `file` has room for [`SIZE`] bytes and an open real file after them.
pub(crate) unsafe fn begin(file: *mut sqlite3_file, disk: Arc<Watched>, inode: Inode, folder_too: bool) {
    let base = sqlite3_file { pMethods: &raw const METHODS };
    // SAFETY: the caller's promise. SQLite aligns its memory to 8 bytes.
    unsafe { file.cast::<Open>().write(Open { base, disk: Arc::into_raw(disk), inode, folder_too }) };
}

/// Version 2: shared memory yes, memory-mapped pages no, so that every change comes by here.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(map_memory),
    xShmLock: Some(lock_memory),
    xShmBarrier: Some(barrier),
    xShmUnmap: Some(unmap_memory),
    xFetch: None,
    xUnfetch: None,
};

fn watch<'f>(file: *mut sqlite3_file) -> (&'f mut Open, &'f Watched) {
    // SAFETY: SQLite passes a file that `begin` made, to one call at a time; it holds its disk until `close`.
    unsafe {
        let open = &mut *file.cast::<Open>();
        let disk = &*open.disk;
        (open, disk)
    }
}

/// Calls a method of the real file with the arguments that SQLite gave.
macro_rules! really {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let real = real_of($file);
        // SAFETY: the real file is open, its methods are SQLite's own, and so are the arguments.
        unsafe { (*(*real).pMethods).$method.map_or(ffi::SQLITE_ERROR, |method| method(real $(, $argument)*)) }
    }};
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let code = really!(file, xClose);
    // SAFETY: `begin` made the pointer of an `Arc`, and SQLite closes a file once.
    drop(unsafe { Arc::from_raw(watch(file).0.disk) });
    code
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, length: c_int, at: sqlite3_int64) -> c_int {
    watch(file).1.failure(Call::Read).unwrap_or_else(|| really!(file, xRead, into, length, at))
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, length: c_int, at: sqlite3_int64) -> c_int {
    let (open, disk) = watch(file);
    let fault = disk.meets(Call::Write);
    let written = match fault {
        None => length,
        Some(Fault::Short) => length / 2,
        Some(fault) => return Call::Write.code(fault),
    };
    let end = u64::try_from(at + sqlite3_int64::from(written)).unwrap_or(u64::MAX);
    if let Some(code) = disk.too_full(open.inode, end) {
        return code;
    }
    let code = really!(file, xWrite, from, written, at);
    if code != ffi::SQLITE_OK {
        return code;
    }
    // SAFETY: SQLite gives `length` readable bytes, of which these are the first.
    let bytes = unsafe { slice::from_raw_parts(from.cast::<u8>(), usize::try_from(written).unwrap_or(0)) };
    disk.wrote(open.inode, u64::try_from(at).unwrap_or(0), bytes);
    fault.map_or(code, |fault| Call::Write.code(fault))
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    let (open, disk) = watch(file);
    let code = disk.failure(Call::Truncate).unwrap_or_else(|| really!(file, xTruncate, length));
    if code == ffi::SQLITE_OK {
        disk.truncated(open.inode, u64::try_from(length).unwrap_or(0));
    }
    code
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    let (open, disk) = watch(file);
    let code = disk.failure(Call::Sync).unwrap_or_else(|| really!(file, xSync, flags));
    if code == ffi::SQLITE_OK {
        disk.synced(open.inode, std::mem::take(&mut open.folder_too));
    }
    code
}

unsafe extern "C" fn size(file: *mut sqlite3_file, answer: *mut sqlite3_int64) -> c_int {
    watch(file).1.failure(Call::Size).unwrap_or_else(|| really!(file, xFileSize, answer))
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    watch(file).1.failure(Call::Lock).unwrap_or_else(|| really!(file, xLock, level))
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    really!(file, xUnlock, level)
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, answer: *mut c_int) -> c_int {
    really!(file, xCheckReservedLock, answer)
}

unsafe extern "C" fn control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    really!(file, xFileControl, what, argument)
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    really!(file, xSectorSize)
}

unsafe extern "C" fn characteristics(file: *mut sqlite3_file) -> c_int {
    really!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn map_memory(
    file: *mut sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    answer: *mut *mut c_void,
) -> c_int {
    let (_, disk) = watch(file);
    if let Some(code) = disk.failure(Call::Memory) {
        return code;
    }
    if extend == 0 || !disk.too_full_for(u64::try_from(size).unwrap_or(0)) {
        return really!(file, xShmMap, region, size, extend, answer);
    }
    // What is there already needs no room.
    let code = really!(file, xShmMap, region, size, 0, answer);
    // SAFETY: SQLite gives a place for the answer, and the real file has filled it in.
    let missing = code == ffi::SQLITE_OK && unsafe { (*answer).is_null() };
    if missing { ffi::SQLITE_IOERR_SHMSIZE } else { code }
}

unsafe extern "C" fn lock_memory(file: *mut sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    really!(file, xShmLock, offset, count, flags)
}

unsafe extern "C" fn barrier(file: *mut sqlite3_file) {
    let real = real_of(file);
    // SAFETY: the real file is open, and its methods are SQLite's own.
    unsafe {
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

unsafe extern "C" fn unmap_memory(file: *mut sqlite3_file, delete: c_int) -> c_int {
    really!(file, xShmUnmap, delete)
}
