//! How the page fits and looks: from a small telephone to a wide screen, light and dark.

use envelope::model::Section;
use serde_json::json;

use crate::page::Page;

const WIDTHS: [u32; 5] = [320, 390, 768, 1280, 2560];

/// Empty where nothing sticks out to the right, else the width and what sticks out.
/// What is placed absolutely is cut only by what it is placed in, which need not be its parent.
const STICKS_OUT: &str = "
const width = document.documentElement.scrollWidth;
if (width <= innerWidth) return '';
const above = e => getComputedStyle(e).position === 'absolute' ? e.offsetParent : e.parentElement;
const cut = e => {
  for (let p = above(e); p && p !== document.body; p = above(p)) {
    if (getComputedStyle(p).overflowX !== 'visible') return true;
  }
  return false;
};
const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !cut(e));
const told = wide.slice(0, 4).map(e => `${e.tagName} ${e.className} ${clean(e.textContent).slice(0, 30)}`);
return `${width} px: ${told.join('; ')}`;";

fn look(page: &Page, state: &str, wrong: &mut Vec<String>) {
    for width in WIDTHS {
        page.session.resize(width, 800).unwrap();
        for section in Section::ALL {
            page.go(section);
            let sticks = page.js(STICKS_OUT, &[]);
            if sticks != "" {
                wrong.push(format!(
                    "{}, {width} wide, {state}: {sticks}",
                    section.name()
                ));
            }
        }
    }
}

#[test]
fn nothing_sticks_out_of_an_empty_page() {
    let page = Page::open();
    let mut wrong = Vec::new();
    look(&page, "empty", &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_sticks_out_of_a_filled_page() {
    let page = Page::open();
    page.open_example();
    let mut wrong = Vec::new();
    look(&page, "with the example", &mut wrong);
    page.session.resize(1280, 800).unwrap();
    // A title and a name without a place to break, and a message as long as it gets.
    page.enter("Title of the design", &"Pastebin".repeat(20));
    page.go(Section::Apis);
    page.enter("Action, Create paste", &"Create".repeat(20));
    page.go(Section::Capacity);
    page.enter("Daily active users", &"many".repeat(20));
    look(&page, "with long words", &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_sticks_out_beside_the_markdown() {
    let page = Page::open();
    page.open_example();
    page.click("Export");
    let mut wrong = Vec::new();
    for width in WIDTHS {
        page.session.resize(width, 800).unwrap();
        page.settle();
        let sticks = page.js(STICKS_OUT, &[]);
        if sticks != "" {
            wrong.push(format!("{width} wide: {sticks}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_telephone_has_a_menu_and_a_bar_with_the_key_numbers() {
    let page = Page::open();
    page.open_example();
    page.session.resize(390, 844).unwrap();
    page.settle();
    assert!(!page.sees("New design"), "the menu is closed");
    page.click("Sections");
    page.until("the menu", |page| Ok(page.sees("New design")));
    // However long it is, its end can be reached.
    let within =
        "return document.querySelector('nav').getBoundingClientRect().bottom <= innerHeight;";
    assert_eq!(page.js(within, &[]), true);
    page.follow(Section::Cost);
    page.until("the menu to close", |page| Ok(!page.sees("New design")));
    let rail = "return shown(document.getElementById('rail'));";
    assert_eq!(page.js(rail, &[]), false);
    page.session.find_css(".foot").unwrap().click().unwrap();
    page.until(
        "the key numbers",
        |page| Ok(page.try_js(rail, &[])? == true),
    );
    page.expect("Read/write ratio", "10 : 1");
    page.session.find_css(".foot").unwrap().click().unwrap();
    page.until("the key numbers to close", |page| {
        Ok(page.try_js(rail, &[])? == false)
    });
    page.no_errors();
}

/// A table row is a card there, and every cell can be filled.
#[test]
fn a_row_is_filled_on_a_telephone() {
    let page = Page::open();
    page.session.resize(390, 844).unwrap();
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.enter("Action, row 1", "Read");
    page.choose("Read or write, Read", "read");
    page.enter("Rate, Read", "100/s");
    page.expect("Average QPS, Read", "100 /s");
}

fn background(page: &Page) -> String {
    let body = page.session.find_css("body").unwrap();
    body.css_value("background-color").unwrap()
}

#[test]
fn colours_follow_the_system_or_the_choice() {
    let page = Page::open();
    page.prefer("light");
    let light = background(&page);
    page.prefer("dark");
    let dark = background(&page);
    assert_ne!(light, dark);
    page.choose("Colours", "Light");
    assert_eq!(background(&page), light);
    page.reload();
    assert_eq!(background(&page), light, "the choice is kept");
    assert_eq!(page.chosen("Colours"), "Light");
    page.prefer("light");
    page.choose("Colours", "Dark");
    assert_eq!(background(&page), dark);
    page.reload();
    assert_eq!(background(&page), dark);
    page.choose("Colours", "As the system");
    assert_eq!(background(&page), light);
    page.reload();
    assert_eq!(background(&page), light);
}

/// On paper there is nothing to click, and nothing dark.
#[test]
fn a_section_is_printed_dark_on_light() {
    let page = Page::open();
    page.open_example();
    page.go(Section::Capacity);
    page.prefer("light");
    let light = background(&page);
    page.choose("Colours", "Dark");
    assert_ne!(background(&page), light);
    page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    page.settle();
    assert_eq!(background(&page), light);
    assert!(!page.sees("Export") && !page.sees("New design"));
    assert_eq!(page.value("Daily active users"), "2M");
    let width = "return document.querySelector('main').getBoundingClientRect().width / Math.min(innerWidth, 980);";
    assert!(page.js(width, &[]).as_f64() > Some(0.9));
}
