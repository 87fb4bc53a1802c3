// A classic script, loaded in the head before anything is drawn: a page that
// first shows small letters and then large ones jumps under the finger.
// The switch itself is static/view/seat_size.js.
(function () {
  try {
    var size = localStorage.getItem("yoriai.size");
    if (size === "125" || size === "150") document.documentElement.dataset.size = size;
  } catch (e) {
    // Storage may be forbidden; then letters have their usual size.
  }
})();
