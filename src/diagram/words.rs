//! How wide a text is, without a browser to ask.

/// The advance widths of the printable characters of ASCII from the space on, in hundredths of the size of the font.
///
/// Those of Helvetica and Arial, from the font metrics that Adobe published with the core fonts of PostScript, and a
/// tenth more: system fonts such as Segoe UI, Roboto and Noto Sans are wider by up to that.
const ADVANCES: [u8; 95] = [
    31, 31, 39, 61, 61, 98, 73, 21, 37, 37, 43, 64, 31, 37, 31, 31, 61, 61, 61, 61, 61, 61, 61, 61,
    61, 61, 31, 31, 64, 64, 64, 61, 112, 73, 73, 79, 79, 73, 67, 86, 79, 31, 55, 73, 61, 92, 79,
    86, 73, 86, 79, 73, 67, 79, 73, 104, 73, 73, 67, 31, 31, 31, 52, 61, 37, 61, 61, 55, 61, 61,
    31, 61, 61, 24, 24, 55, 24, 92, 61, 61, 61, 61, 37, 55, 31, 61, 55, 79, 55, 55, 55, 37, 29, 37,
    64,
];

/// How much wider bold letters are, in boxes that have room at their sides.
pub(super) const BOLD: f64 = 1.08;

/// How wide a text is in a sans-serif system font of this size, in pixels; rather too much than too little.
///
/// ```
/// use envelope::diagram::words::width;
/// assert_eq!(width("id", 100.0), 85.0);
/// assert!(width("日本", 10.0) > width("ab", 10.0));
/// assert_eq!(width("e\u{301}", 10.0), width("e", 10.0));
/// ```
pub fn width(text: &str, size: f64) -> f64 {
    let hundredths: u32 = text.chars().map(advance).sum();
    f64::from(hundredths) * size / 100.0
}

fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(ADVANCES[c as usize - ' ' as usize]),
        // Accents that stand on the letter before them, and marks that take no room.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        // Letters of Europe and the Near East; then the squares of East Asia, and pictures.
        '…' => 110,
        '\u{0}'..='\u{10ff}' | '\u{2000}'..='\u{20ff}' => 70,
        _ => 110,
    }
}

/// The text, or as much of its beginning as is not wider than `most` with an ellipsis.
///
/// ```
/// use envelope::diagram::words::fitted;
/// assert_eq!(fitted("created_at", 12.0, 90.0), "created_at");
/// assert_eq!(fitted("created_at", 12.0, 50.0), "create…");
/// ```
pub fn fitted(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut left = most - width("…", size);
    let fits = text.chars().take_while(|c| {
        left -= f64::from(advance(*c)) * size / 100.0;
        left >= 0.0
    });
    let mut out: String = fits.collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The text in lines that are not wider than `most`, broken between words where that can be. There are at most `lines`;
/// the last of them ends with an ellipsis where more would follow.
///
/// ```
/// use envelope::diagram::words::wrapped;
/// assert_eq!(wrapped("asks for the money", 12.0, 70.0, 3), ["asks for the", "money"]);
/// assert_eq!(wrapped("asks for the money", 12.0, 70.0, 1), ["asks for t…"]);
/// assert!(wrapped("", 12.0, 70.0, 3).is_empty());
/// ```
pub fn wrapped(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let (mut out, mut rest) = (Vec::new(), text.trim());
    while !rest.is_empty() && out.len() + 1 < lines {
        let (line, others) = rest.split_at(fitting(rest, size, most));
        out.push(line.trim_end().to_owned());
        rest = others.trim_start();
    }
    if !rest.is_empty() && lines > 0 {
        out.push(fitted(rest, size, most));
    }
    out
}

/// As [`wrapped`], with lines of much the same width: no word stands alone in the last one if it need not.
///
/// ```
/// use envelope::diagram::words::{balanced, wrapped};
/// assert_eq!(wrapped("if the cache lacks it", 12.0, 110.0, 3), ["if the cache lacks", "it"]);
/// assert_eq!(balanced("if the cache lacks it", 12.0, 110.0, 3), ["if the cache", "lacks it"]);
/// ```
pub fn balanced(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let greedy = wrapped(text, size, most, lines);
    if greedy.len() < 2 || greedy.iter().any(|line| line.ends_with('…')) {
        return greedy;
    }
    let narrower = [0.5, 0.6, 0.7, 0.8, 0.9].into_iter();
    let mut narrower = narrower.map(|part| wrapped(text, size, most * part, greedy.len() + 1));
    // A word that would be broken for it is not.
    let whole = greedy.join(" ");
    let same = narrower.find(|lines| lines.len() == greedy.len() && lines.join(" ") == whole);
    same.unwrap_or(greedy)
}

/// How many bytes of a text stand in one line: whole words, or as much as has room of a word that is too long; at least
/// one character.
fn fitting(text: &str, size: f64, most: f64) -> usize {
    let (mut left, mut space) = (most, 0);
    for (at, c) in text.char_indices() {
        if c == ' ' {
            space = at;
        }
        left -= f64::from(advance(c)) * size / 100.0;
        if left < 0.0 && c != ' ' {
            return match (space, at) {
                (0, 0) => c.len_utf8(),
                (0, at) => at,
                (space, _) => space,
            };
        }
    }
    text.len()
}

/// The width of the widest of these lines.
pub(super) fn widest(lines: &[String], size: f64) -> f64 {
    let widths = lines.iter().map(|line| width(line, size));
    widths.fold(0.0, f64::max)
}

/// A text as one line of visible characters: what XML forbids, and what starts a new line, becomes a space.
pub(super) fn line(text: &str) -> String {
    let seen = text.chars().map(|c| match c {
        '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    seen.collect::<String>().trim().to_owned()
}
