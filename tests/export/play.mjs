// Plays the session of an exported page with a clock of its own, and compares what it does with the program's
// cues. Arguments: the page, and what `--dry-run --cues --json` printed.

import { deepStrictEqual as same, ok } from "node:assert";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [page, printed] = process.argv.slice(2).map((it) => readFileSync(it, "utf8"));
const between = (before, after) => page.split(before)[1].split(after)[0];
const plan = JSON.parse(between('<script type="application/json" id="plan">', "</script>"));
const script = between("<script>", "</script>");
const core = script.slice(0, script.indexOf("// The player of the page"));
const Session = vm.runInNewContext(`${core}\nSession`, {});
const wanted = JSON.parse(printed);
const all = plan.segments.length;

// Everything that is heard, each with its moment, ticking when it is due or at fixed times.
const heard = (ticks, events = []) => {
  let now = 0;
  const session = new Session(plan, 0, all, now);
  const cues = [];
  const take = (due) => due.filter((it) => it.cue).forEach((it) => cues.push([now, it.cue]));
  take(session.due);
  while (session.phase !== "over") {
    const [event] = events.length > 0 && events[0][1] <= now ? events.shift() : ["tick"];
    if (event === "tick" && session.phase === "waiting") {
      take(session.update("proceed", now));
      continue;
    }
    if (event === "tick") now += ticks ?? Math.min(session.idle(now) ?? 1000, 1000);
    take(session.update(event, now));
    ok(now < 86_400_000, "it comes to its end");
  }
  return { cues, now, session };
};

// The same words and sounds at the same times.
const exact = heard(null);
// Where the program names a key, the page names its button.
const onAPage = (words) =>
  words.replace(/press enter when/i, (it) => `${it[0]}ress the large button when`).replace(/enter ends it/i, (it) => (it[0] === "E" ? "The large button ends it" : "the large button ends it"));
same(
  exact.cues.map(([, it]) => [it.sound, it.words, it.lead, it.bell]),
  wanted.map((it) => [it.sound, onAPage(it.words), it.needs, it.bell]),
);
// The program looks up once a second, so a cue between two seconds comes with the next one there.
const listed = (at) => Math.ceil(at / 1000) * 1000;
exact.cues.forEach(([at], index) => ok(Math.abs(listed(at) - wanted[index].at * 1000) <= 50, `cue ${index} comes at ${at}`));

// However late the ticks, it ends at the same time and says the same.
for (const ticks of [7, 250, 1000, 2900, 4999]) {
  const { cues, now } = heard(ticks);
  same(cues.map(([, it]) => it.words), exact.cues.map(([, it]) => it.words), `ticking every ${ticks} ms`);
  const waits = plan.segments.some((it) => it.seconds === null);
  ok(waits || now - exact.now < ticks, `ticking every ${ticks} ms it ends at ${now}, not ${exact.now}`);
  cues.forEach(([at], index) => ok(waits || at - wanted[index].at * 1000 < ticks + 1, `cue ${index} at ${at}`));
}

// In a hold: a pause stands still, and 5 s to get back go before the rest of it.
const first = plan.segments.findIndex((it) => it.kind === "hold" && it.seconds >= 15);
if (first >= 0) {
  const hold = plan.segments[first];
  const at = () => {
    const session = new Session(plan, first, first + 1, 0);
    for (let now = 1000; now <= 8000; now += 1000) session.update("tick", now);
    return session;
  };
  let session = at();
  same(session.left(8000), hold.seconds * 1000 - 8000);
  session.update("pause", 8000);
  same(session.phase, "paused");
  for (let now = 9000; now < 99_000; now += 30_000) session.update("tick", now);
  same(session.left(99_000), hold.seconds * 1000 - 8000, "a pause takes nothing away");
  session.update("pause", 99_000);
  same(session.phase, "returning");
  session.update("tick", 103_999);
  same(session.left(103_999), hold.seconds * 1000 - 8000, "getting back takes nothing away");
  ok(session.update("tick", 104_000).some((it) => it.cue?.words === plan.again.hold.words));
  session.update("tick", 106_000);
  same(session.left(106_000), hold.seconds * 1000 - 10_000);

  // Nobody was led while nothing was seen.
  for (const event of ["tick", "pause", "slept"]) {
    session = at();
    session.update(event, 60_000);
    same([session.phase, session.left(60_000)], ["paused", hold.seconds * 1000 - 8000], event);
  }

  // Ten seconds more, and the half is half-way again; ten seconds less, but nothing of what is over.
  session = at();
  session.update("longer", 8000);
  same(session.left(8000), hold.seconds * 1000 + 2000);
  const rest = [];
  for (let now = 9000; session.phase !== "over"; now += 1000) {
    for (const { cue } of session.update("tick", now)) if (cue) rest.push([now, cue]);
    ok(now < 600_000, "it comes to its end");
  }
  const halves = rest.filter(([, it]) => it.sound === "half").map(([now]) => now);
  same(halves, [Math.ceil((hold.seconds + 10) / 2) * 1000]);
  same(rest.at(-1)[0], (hold.seconds + 10) * 1000);
  const ticks = (of) => of.filter((it) => it.sound === "tick").length;
  same(ticks(rest.map(([, it]) => it)), ticks(hold.inside.map(([, it]) => it)), "its last seconds are counted once");
  session = at();
  for (let times = 0; times < 20; times += 1) session.update("shorter", 8000);
  same(session.left(8000), 0);
  session.update("tick", 8001);
  same(session.phase, "over");

  // The other side gets the same.
  const pair = new Session(plan, 0, all, 0);
  pair.update("jump", 0, first);
  pair.update("longer", 0);
  const grown = plan.segments.flatMap((it, at) => (pair.changes.get(at) ? [[it.kind, it.step, pair.changes.get(at)]] : []));
  const sides = plan.segments.filter((it) => it.kind === "hold" && it.step === hold.step && it.round === hold.round);
  same(grown, sides.map((it) => [it.kind, it.step, 10_000]));

  // Again is the step from its beginning, back the segment before, next the one after.
  const walk = new Session(plan, 0, all, 0);
  const go = (event, argument) => walk.update(event, 0, argument);
  go("jump", first);
  same(walk.at, first);
  go("again");
  const step = plan.segments[walk.at];
  ok(walk.at < first && step.kind === "move" && step.step === hold.step, "again begins with the way there");
  go("next");
  same(walk.at, walk.from + plan.segments.indexOf(step) + 1);
  go("back");
  same(walk.at, plan.segments.indexOf(step));
  same(go("next").find((it) => it.cue).cue, plan.segments[walk.at].jumped, "what was left has no end");
  go("pause");
  go("next");
  same(walk.phase, "paused", "what is paused stays paused");
}

// Every frame that a film shows is there.
for (const { frames, still } of plan.films) {
  for (let at = 0; at < frames.length; at += 2) ok(plan.frames[frames[at]] && frames[at + 1] > 0);
  ok(plan.frames[still]);
}
for (const shape of plan.shapes) ok(plan.colours[shape[0]] && shape.slice(1).every((it) => plan.outlines[it]));
console.log("played");
