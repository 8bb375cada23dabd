// [data-recorder]: records the microphone into this page's memory, to listen to it at once. It is
// never sent anywhere, and gone with the page.
const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

for (const section of canRecord ? document.querySelectorAll("[data-recorder]") : []) {
  const [record, stop] = section.querySelectorAll("button");
  const player = section.querySelector("audio");
  const state = section.querySelector("[data-recorder-state]");
  let recorder = null;

  const show = (runs, words) => {
    record.hidden = runs;
    stop.hidden = !runs;
    state.textContent = words;
  };

  // A word is not spoken that fast: what holds no sound is no recording.
  player.addEventListener("error", () => {
    player.hidden = true;
    state.textContent = "That was too short to hear anything. Record once more.";
  });

  const keep = (parts, stream) => {
    for (const track of stream.getTracks()) track.stop();
    if (player.src) URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }));
    player.hidden = false;
    show(false, "Recorded. It is in this page alone, and gone when you leave it.");
    record.focus();
  };

  record.addEventListener("click", async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      show(false, "The browser gives no microphone. You can practise without it.");
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => keep(parts, stream));
    recorder.start();
    show(true, "Recording …");
    stop.focus();
  });
  stop.addEventListener("click", () => recorder.stop());
  section.hidden = false;
}
