// A session on the page: the same state machine as the program's `model/player.rs`. It reads no clock and
// touches no page: moments come in, in milliseconds, and what is due comes out. It keeps deadlines, never
// counts, so that late or lost ticks change nothing.
"use strict";

// Where nothing was seen for longer than this while time ran, nobody was led, and the session pauses there.
const PATIENCE = 5000;
// The time for getting back into position after a pause.
const RETURN = 5000;
// By so much a segment is made longer or shorter.
const CHANGE = 10_000;
const TIMED = ["hold", "breathe", "reps"];

class Session {
  // Plays the segments from `from` up to, but not with, `to`.
  constructor(plan, from, to, now) {
    // Whether nothing was left out so far.
    const isWhole = from === 0 && to === plan.segments.length;
    Object.assign(this, { plan, from, to, isWhole, seen: now, due: [], changes: new Map() });
    this.goTo(from, now, "jumped");
  }

  get segment() {
    return this.plan.segments[this.at];
  }

  // Milliseconds; null where the segment waits for the person.
  get length() {
    return this.segment.seconds === null ? null : this.segment.seconds * 1000 + this.change;
  }

  // By how much it was made longer.
  get change() {
    return this.changes.get(this.at) ?? 0;
  }

  // Whether it can be made longer or shorter: what is counted has as many beats as it has.
  get isElastic() {
    return this.length !== null && this.segment.beat === null && this.phase !== "over";
  }

  // Whether a cue says that half of the segment is over.
  isHalf([point, cue]) {
    return cue.sound === "half" && Math.abs(point * 2 - this.segment.seconds * 1000) <= 1000;
  }

  // What is heard inside it. The half is said half-way, and once; all else comes so long before the end.
  get inside() {
    if (this.change === 0) return this.segment.inside;
    const kept = this.segment.inside.filter((it) => !(this.isHalved && this.isHalf(it)));
    const at = (it) => [this.isHalf(it) ? this.length / 2 : it[0] + this.change, it[1]];
    return kept.map(at).sort(([one], [other]) => one - other);
  }

  get isTimed() {
    return TIMED.includes(this.segment.kind);
  }

  // How much of the segment is over.
  done(now) {
    if (this.phase !== "timing" && this.phase !== "waiting") return this.before;
    const done = this.before + Math.max(0, now - this.since);
    return this.length === null ? done : Math.min(done, this.length);
  }

  // How much is left of it; null where it waits.
  left(now) {
    return this.length === null ? null : this.length - this.done(now);
  }

  // How long nothing will change by itself; null if nothing will.
  idle(now) {
    if (this.phase === "returning") return Math.max(0, this.until - now);
    if (this.phase !== "timing") return null;
    const done = this.done(now);
    const next = this.inside.find(([point]) => point > done);
    return (next ? next[0] : this.length) - done;
  }

  // Answers an event, and returns what is due: cues to be heard, and `segment`, `paused`, `over` to be shown.
  update(event, now, argument) {
    this.due = [];
    const gap = now - this.seen;
    const wasAway = gap > PATIENCE && ["timing", "returning"].includes(this.phase);
    if (event === "slept") {
      this.pause(this.seen);
    } else if (wasAway && ["tick", "pause", "proceed"].includes(event)) {
      this.pause(this.seen);
    } else {
      if (wasAway) this.pause(this.seen);
      this.runTo(now);
      this.answer(event, now, argument);
    }
    this.seen = Math.max(this.seen, now);
    return this.due;
  }

  answer(event, now, argument) {
    if (this.phase === "over") return;
    const waits = this.phase === "waiting";
    if (event === "pause") {
      if (waits) this.leaveFor(this.at + 1, now, "arrived");
      else if (this.phase === "paused") this.goOn(now);
      else this.pause(now);
    } else if (event === "proceed") {
      if (waits) this.leaveFor(this.at + 1, now, "arrived");
      else if (this.phase === "paused") this.goOn(now);
    } else if (event === "stop") {
      this.pause(now);
    } else if (event === "next") {
      this.leaveFor(this.at + 1, now, waits ? "arrived" : "jumped");
    } else if (event === "back") {
      this.leaveFor(Math.max(this.from, this.at - 1), now, "jumped");
    } else if (event === "again") {
      this.leaveFor(this.stepBegins(), now, "jumped");
    } else if (event === "longer" || event === "shorter") {
      this.alter(event === "longer", now);
    } else if (event === "jump") {
      this.leaveFor(argument, now, "jumped");
    }
  }

  // Lets time run up to now, through as many segments as that takes.
  runTo(now) {
    for (;;) {
      if (this.phase === "timing") {
        const before = this.done(this.seen);
        const after = this.done(now);
        for (const [point, cue] of this.inside) {
          if (before < point && point <= after && point < this.length) this.due.push({ cue });
        }
        const until = this.since + this.length - this.before;
        if (now < until) return;
        this.seen = until;
        this.goTo(this.at + 1, until, "arrived");
      } else if (this.phase === "returning" && this.until <= now) {
        this.seen = this.until;
        this.run(this.until);
        this.due.push({ cue: this.plan.again[this.segment.kind] });
      } else {
        return;
      }
    }
  }

  goTo(at, now, how) {
    if (at >= this.to) {
      this.phase = "over";
      this.before = this.length ?? 0;
      const { end, done, routines } = this.plan;
      const arrived = this.isWhole ? end : routines[this.segment.routine].end;
      this.due.push({ cue: how === "arrived" ? arrived : done }, { over: true });
      return;
    }
    this.at = at;
    this.before = 0;
    this.isHalved = false;
    this.run(now);
    this.due.push({ segment: true }, { cue: this.segment[how] });
  }

  run(now) {
    this.phase = this.length === null ? "waiting" : "timing";
    this.since = now;
  }

  // A session that is paused is paused there, too.
  leaveFor(at, now, how) {
    const isPaused = this.phase === "paused";
    if (how === "jumped") this.isWhole = false;
    this.goTo(at, now, how);
    if (isPaused) this.pause(now);
  }

  pause(now) {
    if (this.phase === "paused" || this.phase === "over") return;
    this.before = this.done(now);
    this.phase = "paused";
    this.due.push({ paused: true }, { cue: this.plan.paused });
  }

  // In a timed segment the person gets back into position first.
  goOn(now) {
    if (this.isTimed) {
      this.phase = "returning";
      this.until = now + RETURN;
      this.due.push({ paused: false }, { cue: this.plan.back });
      return;
    }
    this.run(now);
    const left = this.left(now);
    const fits = this.segment.goesOn.find(([, lasts]) => left === null || lasts <= left);
    this.due.push({ paused: false }, { cue: (fits ?? this.segment.goesOn.at(-1))[0] });
  }

  // Never shorter than what is over already. The other side of the step changes with it.
  alter(isLonger, now) {
    if (!this.isElastic) return;
    const spare = this.length - Math.max(1000, Math.ceil(this.done(now) / 1000) * 1000);
    const over = this.done(now);
    this.isHalved ||= this.inside.some((it) => it[0] <= over && it[1].sound === "half");
    const by = isLonger ? CHANGE : -Math.min(CHANGE, Math.max(0, spare));
    const same = (it) => ["routine", "step", "round", "kind"].every((key) => it[key] === this.segment[key]);
    this.plan.segments.forEach((it, at) => {
      if (at !== this.at && (it.step === null || !same(it))) return;
      this.changes.set(at, (this.changes.get(at) ?? 0) + by);
    });
  }

  stepBegins() {
    const same = (it) => ["routine", "step", "round", "side"].every((key) => it[key] === this.segment[key]);
    if (this.segment.step === null) return this.at;
    let at = this.at;
    while (at > this.from && same(this.plan.segments[at - 1])) at -= 1;
    return at;
  }
}
