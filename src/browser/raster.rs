//! A picture of SVG as one of pixels. It is drawn by the browser itself, and nothing is fetched for it.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::page::{self, Theme};
use super::told;

/// So many pixels of the file for each of the picture, in both directions.
pub const SCALE: f64 = 2.0;

/// More pixels at one side are none that every browser has.
const LONGEST: f64 = 16_000.0;
/// More pixels in all take more memory than a telephone gives a page: 200 MB.
const MOST: f64 = 50e6;

/// The picture as PNG, in the colours in which the page is seen.
///
/// # Errors
/// In a person's words: it is too large, or the browser refuses.
pub async fn png(svg: &str) -> Result<Blob, String> {
    let (width, height) = size(svg).ok_or("There is nothing to draw.")?;
    let (wide, high) = ((width * SCALE).ceil(), (height * SCALE).ceil());
    if wide.max(high) > LONGEST || wide * high > MOST {
        return Err(format!(
            "At {wide} × {high} pixels the picture is too large for a PNG. The SVG has every size."
        ));
    }
    // An image prefers the colours that it wants: it is told which the page has.
    let is_dark = match page::theme() {
        Theme::System => page::prefers_dark(),
        theme => theme == Theme::Dark,
    };
    let dark = if is_dark { "all" } else { "not all" };
    let svg = svg.replace("(prefers-color-scheme:dark)", &[" ", dark].concat());
    let drawn = draw(&svg, wide, high).await;
    drawn.map_err(|error| format!("The browser does not draw it ({}).", told(&error)))
}

async fn draw(svg: &str, wide: f64, high: f64) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    // By such an address it is of no other origin anywhere, not even in a page from a disk.
    let text = js_sys::encode_uri_component(svg);
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &String::from(text)].concat());
    JsFuture::from(image.decode()).await?;
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.ok_or("no document")?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    canvas.set_width(pixels(wide));
    canvas.set_height(pixels(high));
    let context = canvas.get_context("2d")?.ok_or("no canvas")?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high)?;
    let mut refused = Ok(());
    let made = Promise::new(&mut |done, _| refused = canvas.to_blob(&done));
    refused?;
    // Where there is no memory for it, it is null.
    let blob = JsFuture::from(made).await?.dyn_into();
    blob.map_err(|_| "no picture came of it".into())
}

/// The width and the height of a picture in its own size.
fn size(svg: &str) -> Option<(f64, f64)> {
    let head = svg.split_once('>')?.0;
    let number = |name: &str| -> Option<f64> {
        let (_, rest) = head.split_once(name)?;
        let number: f64 = rest.split_once('"')?.0.parse().ok()?;
        (number.is_finite() && number >= 1.0).then_some(number)
    };
    Some((number(" width=\"")?, number(" height=\"")?))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a side of a picture, of which the size was held against the longest"
)]
fn pixels(side: f64) -> u32 {
    side as u32
}
