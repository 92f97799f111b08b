// One high tone, two middle ones, one long low one: the verdict for whoever looks at a face.
const TONES = { go: [[880, 0, 0.15]], check: [[520, 0, 0.15], [520, 0.25, 0.15]], no: [[180, 0, 0.7]] };
const SHAKES = { go: [60], check: [60, 60, 60], no: [300] };
let speaker;

/** Plays the sound of a verdict ("go", "check", "no"), and shakes the device where it can. */
export function sound(kind) {
  // browsers keep a page silent and still until somebody touched it, and complain if it tries
  if (navigator.userActivation?.hasBeenActive === false) return;
  navigator.vibrate?.(SHAKES[kind]);
  speaker ??= new AudioContext();
  speaker.resume();
  for (const [pitch, after, length] of TONES[kind]) {
    const tone = new OscillatorNode(speaker, { frequency: pitch, type: "triangle" });
    tone.connect(speaker.destination);
    tone.start(speaker.currentTime + after);
    tone.stop(speaker.currentTime + after + length);
  }
}
