//! A link as a picture for the camera of a telephone (ISO/IEC 18004).

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The longest link that a camera still reads from a screen, in characters: 117 modules a side.
pub const LONGEST: usize = 1_200;

/// Modules of quiet around the code, as the standard asks for.
const QUIET: i32 = 4;

/// The QR code of a link as SVG, black on white whatever the colours of the page; none where it would be too fine.
///
/// ```
/// use envelope::text::link::qr;
/// assert!(qr::svg("https://example.org/#/d/1.AAAA").unwrap().starts_with("<svg "));
/// assert_eq!(qr::svg(&"A".repeat(qr::LONGEST + 1)), None);
/// ```
pub fn svg(link: &str) -> Option<String> {
    if link.len() > LONGEST {
        return None;
    }
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y));
            let run = i32::try_from(dark.count()).unwrap_or_default();
            if run > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"QR code of the link\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}
