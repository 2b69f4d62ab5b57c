//! Which characters a font's glyphs stand for, put right. Fonts draw 口 and the radical ⼝, or fi and its ligature, by one glyph; the
//! engine then names the character with the lowest number, and whoever looks for 人口 in the file does not find it.

use std::fmt::Write;

/// Each radical with the ideograph that it is drawn as, from the Unicode Character Database (EquivalentUnifiedIdeograph.txt).
const RADICALS: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王\
     ⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長\
     ⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼀一⼁丨⼂丶⼃丿⼄乙⼅亅\
     ⼆二⼇亠⼈人⼉儿⼊入⼋八⼌冂⼍冖⼎冫⼏几⼐凵⼑刀⼒力⼓勹⼔匕⼕匚⼖匸⼗十⼘卜⼙卩⼚厂⼛厶⼜又⼝口⼞囗⼟土⼠士⼡夂⼢夊⼣夕⼤大⼥女⼦子⼧宀⼨寸⼩小⼪尢⼫尸⼬屮⼭山\
     ⼮巛⼯工⼰己⼱巾⼲干⼳幺⼴广⼵廴⼶廾⼷弋⼸弓⼹彐⼺彡⼻彳⼼心⼽戈⼾戶⼿手⽀支⽁攴⽂文⽃斗⽄斤⽅方⽆无⽇日⽈曰⽉月⽊木⽋欠⽌止⽍歹⽎殳⽏毋⽐比⽑毛⽒氏⽓气⽔水⽕火\
     ⽖爪⽗父⽘爻⽙爿⽚片⽛牙⽜牛⽝犬⽞玄⽟玉⽠瓜⽡瓦⽢甘⽣生⽤用⽥田⽦疋⽧疒⽨癶⽩白⽪皮⽫皿⽬目⽭矛⽮矢⽯石⽰示⽱禸⽲禾⽳穴⽴立⽵竹⽶米⽷糸⽸缶⽹网⽺羊⽻羽⽼老⽽而\
     ⽾耒⽿耳⾀聿⾁肉⾂臣⾃自⾄至⾅臼⾆舌⾇舛⾈舟⾉艮⾊色⾋艸⾌虍⾍虫⾎血⾏行⾐衣⾑襾⾒見⾓角⾔言⾕谷⾖豆⾗豕⾘豸⾙貝⾚赤⾛走⾜足⾝身⾞車⾟辛⾠辰⾡辵⾢邑⾣酉⾤釆⾥里\
     ⾦金⾧長⾨門⾩阜⾪隶⾫隹⾬雨⾭靑⾮非⾯面⾰革⾱韋⾲韭⾳音⾴頁⾵風⾶飛⾷食⾸首⾹香⾺馬⾻骨⾼高⾽髟⾾鬥⾿鬯⿀鬲⿁鬼⿂魚⿃鳥⿄鹵⿅鹿⿆麥⿇麻⿈黃⿉黍⿊黑⿋黹⿌黽⿍鼎\
     ⿎鼓⿏鼠⿐鼻⿑齊⿒齒⿓龍⿔龜⿕龠";

/// The ligatures that have a character of their own, from U+FB00.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// The most entries that a block may have.
const BLOCK: usize = 100;

/// A code of the font, as many hexadecimal digits as it is written with, and its text in UTF-16.
struct Entry {
    code: u32,
    digits: usize,
    text: Vec<u16>,
}

/// `map` (a ToUnicode CMap) with the characters that were written; none if there is nothing to mend in it, or if it is of no shape
/// that we know. Linear in its length.
pub(super) fn mended(map: &str) -> Option<String> {
    const HEAD: &str = "endcodespacerange";
    const TAIL: &str = "endcmap";
    let (head, rest) = map.split_at(map.find(HEAD)? + HEAD.len());
    let (blocks, tail) = rest.split_at(rest.find(TAIL)?);
    let mut entries = entries(blocks)?;
    let mut is_mended = false;
    for entry in &mut entries {
        let text = String::from_utf16_lossy(&entry.text);
        let written: String = text.chars().map(written).collect();
        if written != text {
            entry.text = written.encode_utf16().collect();
            is_mended = true;
        }
    }
    is_mended.then(|| format!("{head}\n{}{tail}", blocks_of(&entries)))
}

/// What was written where a font says `c`.
fn written(c: char) -> String {
    if let Some(ligature) = u32::from(c).checked_sub(0xFB00).and_then(|number| LIGATURES.get(number as usize)) {
        return (*ligature).to_owned();
    }
    let mut radicals = RADICALS.chars();
    while let (Some(radical), Some(ideograph)) = (radicals.next(), radicals.next()) {
        if radical == c {
            return ideograph.to_string();
        }
    }
    c.to_string()
}

fn entries(blocks: &str) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    // Each block begins with its number of entries, which is no more than the number of them.
    for block in blocks.split("endbf") {
        if let Some((_, singles)) = block.split_once("beginbfchar") {
            for pair in strings(singles)?.chunks(2) {
                let [code, text] = pair else { return None };
                entries.push(Entry { code: number(code)?, digits: code.len(), text: units(text)? });
            }
        } else if let Some((_, ranges)) = block.split_once("beginbfrange") {
            for range in strings(ranges)?.chunks(3) {
                let [first, last, text] = range else { return None };
                spread(first, last, text, &mut entries)?;
            }
        }
    }
    Some(entries)
}

/// A range says the text of its first code; from one to the next its last unit rises by one.
fn spread(first: &str, last: &str, text: &str, entries: &mut Vec<Entry>) -> Option<()> {
    let (from, to, text) = (number(first)?, number(last)?, units(text)?);
    let (end, before) = text.split_last()?;
    // A range never leaves the last byte of its codes.
    if to.checked_sub(from)? > 0xFF {
        return None;
    }
    for code in from..=to {
        let end = end.checked_add(u16::try_from(code - from).ok()?)?;
        entries.push(Entry { code, digits: first.len(), text: [before, &[end]].concat() });
    }
    Some(())
}

/// The hexadecimal strings of a block; none if there is anything else in it.
fn strings(block: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = block.trim_start();
    while let Some(string) = rest.strip_prefix('<') {
        let (string, after) = string.split_once('>')?;
        found.push(string);
        rest = after.trim_start();
    }
    rest.is_empty().then_some(found)
}

fn number(digits: &str) -> Option<u32> {
    u32::from_str_radix(digits, 16).ok()
}

fn units(digits: &str) -> Option<Vec<u16>> {
    let unit = |four: &[u8]| u16::from_str_radix(str::from_utf8(four).ok()?, 16).ok();
    if digits.is_empty() || !digits.len().is_multiple_of(4) {
        return None;
    }
    digits.as_bytes().chunks(4).map(unit).collect()
}

fn blocks_of(entries: &[Entry]) -> String {
    let mut blocks = String::new();
    for block in entries.chunks(BLOCK) {
        // Writing to a string does not fail.
        let _ = writeln!(blocks, "{} beginbfchar", block.len());
        for Entry { code, digits, text } in block {
            let text: String = text.iter().map(|unit| format!("{unit:04X}")).collect();
            let _ = writeln!(blocks, "<{code:0digits$X}> <{text}>");
        }
        blocks.push_str("endbfchar\n");
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(blocks: &str) -> String {
        format!("begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{blocks}endcmap\nend")
    }

    #[test]
    fn radicals_and_ligatures_become_what_was_written() {
        let before = map("2 beginbfchar\n<8C> <53D8>\n<9F> <2F1D>\nendbfchar\n1 beginbfchar\n<01> <FB03>\nendbfchar\n");
        let after = map("3 beginbfchar\n<8C> <53D8>\n<9F> <53E3>\n<01> <006600660069>\nendbfchar\n");
        assert_eq!(mended(&before), Some(after));
    }

    #[test]
    fn a_range_is_taken_apart() {
        let before = map("1 beginbfrange\n<0010> <0012> <2F1C>\nendbfrange\n");
        let after = map("3 beginbfchar\n<0010> <53C8>\n<0011> <53E3>\n<0012> <56D7>\nendbfchar\n");
        assert_eq!(mended(&before), Some(after));
    }

    #[test]
    fn what_needs_no_mending_or_is_not_known_stays() {
        for blocks in [
            "1 beginbfchar\n<01> <53E3>\nendbfchar\n",
            "1 beginbfrange\n<01> <02> [<2F1D> <53E3>]\nendbfrange\n",
            "1 beginbfrange\n<01> <02> <>\nendbfrange\n",
            "1 beginbfchar\n<01> <2F1\nendbfchar\n",
            "1 beginbfrange\n<02> <01> <2F1D>\nendbfrange\n",
            "",
        ] {
            assert_eq!(mended(&map(blocks)), None, "{blocks}");
        }
        assert_eq!(mended("no map"), None);
    }

    #[test]
    fn each_radical_has_its_ideograph() {
        let all: Vec<char> = RADICALS.chars().collect();
        assert_eq!(all.len() % 2, 0);
        for pair in all.chunks(2) {
            assert!(('\u{2E80}'..='\u{2FD5}').contains(&pair[0]), "{pair:?}");
            assert!(!('\u{2E80}'..='\u{2FD5}').contains(&pair[1]), "{pair:?}");
        }
        assert_eq!(
            ["⼝", "⻅", "⻓", "⻆"].map(|radical| radical.chars().map(written).collect::<String>()),
            ["口", "见", "长", "角"]
        );
    }
}
