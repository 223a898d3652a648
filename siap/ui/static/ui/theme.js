// Runs before the first paint, so that a chosen theme never flashes. "auto" (the default) leaves the choice to the device.
const theme = localStorage.getItem("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
