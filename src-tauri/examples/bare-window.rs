//! A window with the system's web view and one line of text: what no program that stands on it can go below.
//! `cargo xtask bench desktop` starts it beside Sealift's window.

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::{ContainerExt, GtkWindowExt, WidgetExt};
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebView, WebViewExt};

    if gtk::init().is_err() {
        eprintln!("there is no screen");
        return;
    }
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_default_size(1180, 760);
    let view = WebView::new();
    if let Some(settings) = WebViewExt::settings(&view) {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
    view.load_html("<h1>Sealift</h1>", None);
    window.add(&view);
    window.show_all();
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("the window is measured on Linux only");
}
