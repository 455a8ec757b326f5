// The player of the page: shows a session, and makes it heard. What is due and when is `session.js`.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const plan = JSON.parse($("plan").textContent);
  const dialog = $("player");
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  let session = null;
  let timer = 0;
  let clocks = [0, 0];

  const clock = (ms) => {
    const seconds = Math.ceil(ms / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  // What is heard.

  let audio = null;
  let sounding = [];
  let speaking = 0;

  // A voice of this machine: one that speaks from elsewhere would be sent the words.
  const voice = () => {
    const local = (globalThis.speechSynthesis?.getVoices() ?? []).filter((it) => it.localService);
    const english = local.filter((it) => /^en\b/i.test(it.lang));
    return english.find((it) => it.default) ?? english[0] ?? null;
  };
  const speaks = () => $("voice").checked && voice() !== null;
  const sounds = () => $("sounds").checked && audio !== null;

  // Has to happen in answer to a tap: browsers keep silent until then.
  const unlock = () => {
    const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
    if (audio === null && Context) audio = new Context();
    audio?.resume();
    globalThis.speechSynthesis?.speak(new SpeechSynthesisUtterance(""));
  };

  const silence = () => {
    clearTimeout(speaking);
    globalThis.speechSynthesis?.cancel();
    for (const note of sounding) note.stop();
    sounding = [];
  };

  const rise = (share) => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, share)))) / 2;

  const play = (sound) => {
    for (const [from, to, begins, lasts] of plan.tones[sound]) {
      const at = audio.currentTime + 0.02 + begins;
      const [note, gain] = [audio.createOscillator(), audio.createGain()];
      note.frequency.setValueAtTime(from, at);
      note.frequency.linearRampToValueAtTime(to, at + lasts);
      const strength = Float32Array.from({ length: 64 }, (_, it) => {
        const time = (it / 63) * lasts;
        return 0.2 * Math.min(rise(time / 0.012), rise((lasts - time) / 0.04)) * (1 - (0.6 * time) / lasts);
      });
      gain.gain.setValueCurveAtTime(strength, at, lasts);
      note.connect(gain).connect(audio.destination);
      note.start(at);
      note.stop(at + lasts + 0.02);
      sounding.push(note);
      note.onended = () => (sounding = sounding.filter((it) => it !== note));
    }
  };

  const speak = (words) => {
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice();
    said.lang = said.voice.lang;
    said.rate = 0.95;
    speechSynthesis.speak(said);
  };

  const hear = ({ sound, words, lead, bell }) => {
    silence();
    const says = words !== "" && speaks();
    const sounds_ = sound !== null && sounds();
    // Each stands for the other where only one of them can be heard.
    const isPlayed = sounds_ && (lead !== "words" || !says);
    const isSaid = says && (lead !== "sound" || !sounds_);
    if (isPlayed) play(sound);
    const lasts = isPlayed ? Math.max(...plan.tones[sound].map(([, , begins, length]) => begins + length)) : 0;
    if (isSaid) speaking = setTimeout(() => speak(words), isPlayed ? lasts * 1000 + 100 : 20);
    // For a screen reader, where the page itself is silent.
    if (!isSaid && words !== "" && lead !== "sound") $("said").textContent = words;
    if (bell > 0 && $("vibration").checked) navigator.vibrate?.(Array(bell * 2 - 1).fill(120));
  };

  // What is seen.

  const person = $("person");
  let drawn = [];

  const show = (frame) => {
    const shapes = frame === null ? [] : plan.frames[frame];
    while (person.firstChild.childElementCount < shapes.length) {
      person.firstChild.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
    }
    const paths = person.firstChild.children;
    for (let at = 0; at < paths.length; at += 1) {
      if (drawn[at] === shapes[at]) continue;
      const [colour, ...outlines] = shapes[at] === undefined ? [0] : plan.shapes[shapes[at]];
      paths[at].setAttribute("fill", plan.colours[colour]);
      paths[at].setAttribute("stroke", plan.colours[colour]);
      paths[at].setAttribute("d", outlines.map((it) => plan.outlines[it]).join(""));
    }
    drawn = [...shapes];
  };

  const frameAt = (segment, done) => {
    if (segment.film === null) return null;
    const { frames, still, loop } = plan.films[segment.film];
    if (isStill.matches) return still;
    let steps = Math.floor((loop === null ? done : done % loop) / plan.frameLength);
    for (let at = 0; at < frames.length; at += 2) {
      steps -= frames[at + 1];
      if (steps < 0) return frames[at];
    }
    return frames.at(-2);
  };

  const draw = (now) => {
    const { segment } = session;
    const done = session.done(now);
    const left = session.left(now);
    show(frameAt(segment, done));
    $("left").textContent = left === null ? (session.isTimed ? clock(done) : "") : clock(left);
    $("bar").hidden = left === null;
    if (left !== null) {
      $("bar").max = session.length;
      $("bar").value = done;
    }
    const isPaused = session.phase === "paused";
    const label = session.phase === "waiting" || isPaused ? plan.words.proceed : plan.words.pause;
    if ($("pause").textContent !== label) $("pause").textContent = label;
    dialog.classList.toggle("paused", isPaused);
    for (const name of ["shorter", "longer"]) $(name).disabled = !session.isElastic;
  };

  const showSegment = () => {
    const { segment } = session;
    const routine = plan.routines[segment.routine];
    person.firstChild.setAttribute("transform", segment.flip ? `matrix(-1 0 0 1 ${plan.size[0]} 0)` : "");
    $("place").textContent = routine.place;
    $("kind").textContent = segment.head;
    $("words").textContent = segment.text;
    $("note").textContent = segment.note;
    $("coming").textContent = session.at + 1 < session.to ? segment.coming : "";
    dialog.classList.toggle("long", segment.text.length > 140);
    $("told").scrollTop = 0;
    dialog.dataset.kind = segment.kind;
  };

  // Time.

  const tick = () => {
    // The one clock stands while the machine sleeps; where the other one ran ahead, it slept.
    const now = performance.now();
    const [steady, wall] = clocks;
    const slept = Date.now() - wall - (now - steady);
    clocks = [now, Date.now()];
    act(session.update(slept > 2000 ? "slept" : "tick", now), now);
  };

  const ask = (event) => {
    if (session === null) return;
    const now = performance.now();
    act(session.update(event, now), now);
  };

  const act = (due, now) => {
    for (const { cue, segment, over, paused } of due) {
      if (segment) showSegment();
      if (paused !== undefined) keepAwake(!paused);
      if (cue) hear(cue);
      if (over) finish();
    }
    if (session === null) return;
    draw(now);
    schedule(now);
  };

  const schedule = (now) => {
    clearTimeout(timer);
    if (session.phase === "over" || session.phase === "paused") return;
    const soon = isStill.matches ? 250 : plan.frameLength;
    timer = setTimeout(tick, Math.max(1, Math.min(session.idle(now) ?? soon, soon)));
  };

  // The screen stays lit, where the browser lets it.

  let lock = null;
  const keepAwake = async (isWanted) => {
    try {
      if (isWanted) lock ??= (await navigator.wakeLock?.request("screen")) ?? null;
      else await lock?.release();
    } catch {
      // Not allowed, or the battery is low: the session goes on.
    }
    if (!isWanted || lock?.released) lock = null;
  };

  document.addEventListener("visibilitychange", () => {
    if (session === null || document.visibilityState !== "visible") return;
    if (lock?.released) lock = null;
    if (session.phase !== "paused" && session.phase !== "over") keepAwake(true);
    if (session.phase !== "over") tick();
  });

  // From the beginning to the end.

  const begin = (from, to) => {
    unlock();
    const now = performance.now();
    clocks = [now, Date.now()];
    session = new Session(plan, from, to, now);
    dialog.classList.remove("over");
    dialog.showModal();
    $("pause").focus();
    keepAwake(true);
    act(session.due, now);
  };

  const finish = () => {
    keepAwake(false);
    dialog.classList.add("over");
    $("kind").textContent = plan.words.done;
    $("words").textContent = plan.words.all;
    $("note").textContent = "";
    $("coming").textContent = "";
    $("close").focus();
  };

  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    silence();
    keepAwake(false);
    session = null;
  });

  const KEYS = {
    " ": "pause", Enter: "proceed", ArrowRight: "next", n: "next", ArrowLeft: "back", p: "back", r: "again",
    "+": "longer", "=": "longer", "-": "shorter",
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isControl = event.target.closest("button, input") !== null;
    const name = KEYS[event.key];
    if (name === undefined || (isControl && [" ", "Enter"].includes(event.key))) return;
    event.preventDefault();
    ask(name);
  });

  for (const name of ["pause", "next", "back", "again", "shorter", "longer"]) $(name).addEventListener("click", () => ask(name));
  $("close").addEventListener("click", () => dialog.close());
  $("voice").addEventListener("change", silence);
  $("sounds").addEventListener("change", silence);
  for (const button of document.querySelectorAll("button.play")) {
    const { from, to } = button.dataset;
    button.addEventListener("click", () => begin(Number(from), Number(to)));
    button.hidden = false;
  }
  $("vibration").parentElement.hidden = navigator.vibrate === undefined;
  const tellVoice = () => {
    $("mute").hidden = voice() !== null;
    $("voice").parentElement.hidden = voice() === null;
  };
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", tellVoice);
  tellVoice();
})();
