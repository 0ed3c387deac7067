/* The review page of a pack: no network, no libraries, no HTML from text. */
(() => {
'use strict';
const $ = id => document.getElementById(id);
let P, W, KEY, S, articles, form, at = -1, undone = null, kept = 'yes', met = false;

/* ---- signing: synchronous, so that sharing keeps the tap that asked for it, and everywhere the same ---- */
const ROUND = (() => {  // the first 32 bits of the fractional parts of the cube roots of the first 64 primes
  const found = [];
  for (let n = 2; found.length < 64; n++) {
    if (found.every(([p]) => n % p)) found.push([n, Math.cbrt(n) % 1 * 2 ** 32 | 0]);
  }
  return found.map(([, k]) => k);
})();
const FIRST = [2, 3, 5, 7, 11, 13, 17, 19].map(n => Math.sqrt(n) % 1 * 2 ** 32 | 0);
function sha256(message) {
  const size = message.length, whole = (size + 8 >> 6) + 1 << 6, data = new Uint8Array(whole);
  const view = new DataView(data.buffer), w = new Int32Array(64), h = FIRST.slice();
  data.set(message); data[size] = 128;
  view.setUint32(whole - 8, Math.floor(size / 2 ** 29)); view.setUint32(whole - 4, size << 3);
  const turn = (x, by) => x >>> by | x << 32 - by;
  for (let from = 0; from < whole; from += 64) {
    for (let i = 0; i < 64; i++) {
      w[i] = i < 16 ? view.getInt32(from + 4 * i)
        : (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >>> 10) + w[i - 7]
          + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >>> 3) + w[i - 16] | 0;
    }
    let [a, b, c, d, e, f, g, j] = h;
    for (let i = 0; i < 64; i++) {
      const one = j + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUND[i] + w[i] | 0;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
      j = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
    }
    [a, b, c, d, e, f, g, j].forEach((x, i) => { h[i] = h[i] + x | 0; });
  }
  const out = new DataView(new ArrayBuffer(32));
  h.forEach((x, i) => out.setInt32(4 * i, x));
  return new Uint8Array(out.buffer);
}
const bytes = text => new TextEncoder().encode(text);
const join = (a, b) => { const out = new Uint8Array(a.length + b.length); out.set(a); out.set(b, a.length); return out; };
function hmac(key, message) {
  const padded = new Uint8Array(64);
  padded.set(key);
  return sha256(join(padded.map(x => x ^ 0x5c), sha256(join(padded.map(x => x ^ 0x36), message))));
}
const plain64 = data => { let out = ''; for (const x of data) out += String.fromCharCode(x); return btoa(out); };
const out64 = data => plain64(data).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const in64 = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const sign = (pack, body) => out64(hmac(in64(P.key), bytes(`learning-stories-return-1\n${pack}\n${body}`)));

/* ---- what was said: words that are in a return already, and what is being said now ---- */
const forms = new Intl.PluralRules(document.documentElement.lang);
const filled = (words, given) => words.replace(/\{(\w+)\}/g, (_, name) => given[name] ?? '');
const say = (key, given = {}) => filled(W[key] ?? key, given);
const count = (key, n, given = {}) => filled(W[key][forms.select(n)] ?? W[key].other, { n, ...given });
const joined = vectors => {
  const seen = {};
  for (const vector of vectors) for (const [d, n] of Object.entries(vector || {})) seen[d] = Math.max(n, seen[d] || 0);
  return seen;
};
const spoken = vector => Object.fromEntries(
  Object.entries({ ...vector, [S.device]: (vector[S.device] || 0) + 1 }).sort(([a], [b]) => a < b ? -1 : 1));
const sum = vector => Object.values(vector).reduce((a, b) => a + b, 0);
const covers = (a, b) => Object.entries(b).every(([d, n]) => (a[d] || 0) >= n);
const later = (a, b) => covers(a.vector, b.vector) && !covers(b.vector, a.vector);
const heads = words => words.filter(one => !words.some(other => later(other, one)));
const newest = words => heads(words).sort((a, b) => sum(b.vector) - sum(a.vector) || (a.at < b.at ? 1 : -1))[0];
const NAMES = ['value', 'criteria', 'action', 'no_action', 'chance', 'why', 'share_why', 'knows', 'aside_reason',
  'concern', 'concern_note', 'skipped'];
const clean = told => {
  const out = {};
  for (const name of NAMES) {
    const x = typeof told[name] === 'string' ? told[name].replace(/\p{Surrogate}/gu, '\ufffd') : told[name];
    const said = Array.isArray(x) ? x.some(Boolean) : x || x === 0;
    if (said && x !== 'no' && x !== 'none') out[name] = x;
  }
  return out;
};
const same = (a, b) => JSON.stringify(clean(a)) === JSON.stringify(clean(b));
const words = id => S.words[id] || [];  // also about what the story was in an earlier pack
const current = id => words(id).filter(one => one.sha === P.stories[id].sha);
const known = id => joined([P.stories[id].seen, ...words(id).map(one => one.vector)]);
function answers(id) {
  const { answers: before, seen } = P.stories[id];
  return S.now[id]?.told ?? clean(newest([...current(id), ...(before ? [{ ...before, vector: seen, at: '' }] : [])]) ?? {});
}
const aside = told => told.knows === 'aside';
const done = id => { const told = answers(id); return told.value !== undefined || aside(told); };
function tell(id, change) {
  const told = clean({ ...answers(id), ...change }), before = answers(id);
  if (same(told, before)) return;
  if ('value' in change || 'knows' in change) undone = { id, before };
  S.now[id] = { told, sha: P.stories[id].sha, at: new Date().toISOString(), base: S.now[id]?.base ?? known(id) };
  save();
}
function wish(change) {
  const told = { promises: 'unasked', ask_later: null, ...wished(), ...change };
  S.wish = { told, at: new Date().toISOString(), base: S.wish?.base ?? joined([P.reviewer.seen, ...S.wishes.map(o => o.vector)]) };
  save();
}
const wished = () => S.wish?.told ?? newest(S.wishes) ?? P.reviewer;
const unsent = () => Object.keys(S.now).length > 0 || !!S.wish;

/* ---- kept in this browser, with every keystroke; two tabs add up ---- */
const fresh = () => ({
  v: 1, device: 'd_' + [...crypto.getRandomValues(new Uint8Array(8))].map(x => x.toString(16).padStart(2, '0')).join(''),
  now: {}, words: {}, wish: null, wishes: [], size: 0, keys: true, sent: '',
});
const shelf = (() => { try { localStorage.setItem(' ', ' '); localStorage.removeItem(' '); return localStorage; } catch { return null; } })();
const id = one => JSON.stringify([one.device, Object.entries(one.vector).sort(), one.at]);
const union = (mine, theirs) => {
  const have = new Set(mine.map(id));
  return [...mine, ...theirs.filter(one => !have.has(id(one)))];
};
function take(other) {
  if (!other || other.v !== 1) return;
  for (const story in other.words) if (P.stories[story]) S.words[story] = union(words(story), other.words[story]);
  for (const story in other.now) if (P.stories[story] && !(S.now[story]?.at > other.now[story].at)) S.now[story] = other.now[story];
  S.wishes = union(S.wishes, other.wishes || []);
  if (other.wish && !(S.wish?.at > other.wish.at)) S.wish = other.wish;
  const sent = (list, now) => now && list.some(one => one.device === S.device && one.at === now.at);
  for (const story in S.now) if (sent(words(story), S.now[story])) delete S.now[story];
  if (sent(S.wishes, S.wish)) S.wish = null;
}
/* Chromium gives some pages from files a localStorage that drops what is written, without a word: the same goes into a drawer, too. */
const drawer = new Promise(opened => {
  try {
    const ask = indexedDB.open('learning-stories', 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore('packs');
    ask.onsuccess = () => opened(ask.result);
    ask.onerror = () => opened(null);
  } catch { opened(null); }
});
const others = window.BroadcastChannel && new BroadcastChannel('learning-stories');
async function inDrawer(way, act) {
  const db = await drawer;
  return db && new Promise(done => {
    try {
      const turn = db.transaction('packs', way), asked = act(turn.objectStore('packs'));
      turn.oncomplete = () => done(asked);
      turn.onabort = () => done(null);
    } catch { done(null); }
  });
}
const lay = () => inDrawer('readwrite', packs => {
  const held = packs.get(KEY);
  held.onsuccess = () => { take(held.result); packs.put(S, KEY); packs.transaction.commit?.(); };
  return held;
}).then(done => done && others?.postMessage(KEY));
const laid = keys => inDrawer('readonly', packs => keys.map(key => packs.get(key))).then(asked => asked?.map(one => one.result) ?? []);
async function lookInDrawer() {
  const [own, ...earlier] = await laid(keptAs());
  if (own || earlier.some(Boolean)) { goOnFrom(own, earlier); renew(); }
}
const stored = key => { try { return JSON.parse(shelf.getItem(key)); } catch { return null; } };
const keptAs = () => [P.pack_id, ...P.earlier].map(pack => 'learning-stories:' + pack);
function goOnFrom(own, earlier) {
  if (own?.v === 1) {
    if (!met) S = { ...S, ...own, now: { ...own.now, ...S.now } };
    met = true; S.sent ||= own.sent; take(own);
  } else if (!met) takeEarlier(earlier.filter(one => one?.v === 1));
}
function takeEarlier(found) {  // what was said to earlier packs here goes on; the device is still the same one
  if (!found.length) return;
  S.device = found[0].device; S.keys = found[0].keys; S.size = found[0].size;
  for (const { now, ...rest } of found) {
    take({ ...rest, now: {} });
    if (rest.device === S.device) for (const story in now) if (P.stories[story]) takeUnsent(story, now[story]);
  }
}
function takeUnsent(story, now) {
  if (now.sha === P.stories[story].sha) S.now[story] = S.now[story]?.at > now.at ? S.now[story] : now;
  else if (!words(story).some(one => one.at === now.at)) S.words[story] = [...words(story), worded(story, now.sha, now, 0)];
}
function save() {
  try { take(stored(KEY)); shelf.setItem(KEY, JSON.stringify(S)); kept = 'yes'; } catch { kept = shelf ? 'full' : 'no'; }
  lay(); showKept();
}
function showKept() {
  $('nostore').hidden = kept === 'yes';
  $('saved').textContent = kept !== 'yes' ? say('not_kept') : unsent() ? say('kept_unsent') : S.sent ? say('kept_sent') : '';
}

/* ---- the return ---- */
const worded = (story, sha, now, position) => ({
  story, sha, device: S.device, vector: spoken(joined([now.base, own(words(story))])), at: now.at, position, ...now.told,
});
const said = (story, place) => {
  const now = S.now[story], before = heads(current(story));
  if (!now) return before;
  const one = worded(story, P.stories[story].sha, now, place + 1);
  return [...before.filter(old => !later(one, old)), one];
};
const own = list => ({ [S.device]: Math.max(0, ...list.map(one => one.vector[S.device] || 0)) });
function makeReturn() {
  const ratings = P.order.flatMap(said), wishes = heads(S.wishes);
  if (S.wish) {
    const vector = spoken(joined([S.wish.base, own(S.wishes)]));
    wishes.push({ device: S.device, vector, at: S.wish.at, promises: S.wish.told.promises, ask_later: S.wish.told.ask_later ?? null });
  }
  const body = JSON.stringify({ pack_id: P.pack_id, reviewer: P.reviewer.id, written: new Date().toISOString(), app: P.app, ratings, wishes });
  const file = JSON.stringify({ format: 'learning-stories-return', version: 1, min_reader: 1, pack_id: P.pack_id, mac: sign(P.pack_id, body), body });
  return { ratings, wishes, file, name: P.file };
}
function noteSent(made) {
  for (const one of made.ratings) { S.words[one.story] = union(words(one.story), [one]); delete S.now[one.story]; }
  S.wishes = union(S.wishes, made.wishes); S.wish = null; S.sent = new Date().toISOString();
  save(); progress();
}
const asFile = made => new File([made.file], made.name, { type: 'text/plain' });
function download() {
  const made = makeReturn(), link = document.createElement('a');
  link.href = URL.createObjectURL(asFile(made)); link.download = made.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  noteSent(made); toast(say('downloaded', { file: made.name }));
}
async function share() {
  const made = makeReturn();
  try {
    await navigator.share({ files: [asFile(made)], title: P.file });
    noteSent(made); toast(say('shared'));
  } catch (error) { if (error.name !== 'AbortError') download(); }
}
async function zlib(data) {
  if (window.CompressionStream) return new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer());
  let a = 1, b = 0, out = Uint8Array.of(0x78, 1);
  for (const x of data) { a = (a + x) % 65521; b = (b + a) % 65521; }
  for (let from = 0; from < data.length; from += 65535) {
    const part = data.subarray(from, from + 65535), n = part.length, last = from + n >= data.length ? 1 : 0;
    out = join(out, join(Uint8Array.of(last, n & 255, n >> 8, ~n & 255, ~n >> 8 & 255), part));
  }
  return join(out, Uint8Array.of(b >> 8, b & 255, a >> 8, a & 255));
}
async function copy() {
  const made = makeReturn(), lines = plain64(await zlib(bytes(made.file))).match(/.{1,64}/g);
  const text = ['-----BEGIN LEARNING STORIES RETURN-----', ...lines, '-----END LEARNING STORIES RETURN-----', ''].join('\n');
  $('copied').hidden = $('copied-label').hidden = false;
  $('copied').value = text; $('copied').select();
  try { await navigator.clipboard.writeText(text); toast(say('copied')); } catch {
    let did = false;
    try { did = document.execCommand('copy'); } catch { /* then by hand */ }
    toast(say(did ? 'copied' : 'copy_by_hand'));
  }
  noteSent(made);
}
async function goOn(file) {
  let told, body;
  try {
    if (file.size > 4194304) throw 0;
    told = JSON.parse((await file.text()).replace(/^\ufeff/, '')); body = JSON.parse(told.body);
    if (told.format !== 'learning-stories-return' || !Array.isArray(body.ratings)) throw 0;
  } catch { return toast(say('not_ratings')); }
  const here = told.pack_id === P.pack_id;
  if (!here && !P.earlier.includes(told.pack_id)) return toast(say('other_pack'));
  if (here && sign(told.pack_id, told.body) !== told.mac) return toast(say('altered'));
  let taken = 0;
  for (const one of body.ratings) {
    const story = P.stories[one?.story];
    if (!story || typeof one.vector !== 'object' || typeof one.at !== 'string') continue;
    S.words[one.story] = union(words(one.story), [{ ...clean(one), story: one.story, sha: one.sha, device: one.device, vector: one.vector, at: one.at, position: one.position | 0 }]);
    if (one.sha === story.sha) taken++;
  }
  if (Array.isArray(body.wishes)) S.wishes = union(S.wishes, body.wishes.filter(one => one && typeof one.vector === 'object'));
  save(); show(at, false); toast(count('went_on', taken));
}

/* ---- what is seen ---- */
const box = name => form.elements[name];
const title = i => articles[i].querySelector('h2').textContent;
function toast(text) { $('live').textContent = ''; $('toast').textContent = text; $('toast').hidden = false; $('live').textContent = text; clearTimeout(toast.timer); toast.timer = setTimeout(() => { $('toast').hidden = true; }, 7000); }
function progress() {
  const read = P.order.filter(done).length, all = P.order.length;
  const left = P.order.filter(story => !done(story)).reduce((n, story) => n + P.stories[story].minutes, 0);
  $('bar').max = all; $('bar').value = read;
  $('count').textContent = left ? say('count_left', { read, all, left }) : say('count', { read, all });
  showKept();
}
function list() {
  $('list').replaceChildren(...P.order.map((story, i) => {
    const told = answers(story), item = document.createElement('li'), link = document.createElement('a');
    const name = document.createElement('span'), state = document.createElement('span');
    link.href = '#' + (i + 1); name.textContent = title(i); name.className = 'name'; name.dir = 'auto'; name.lang = articles[i].lang;
    state.textContent = aside(told) ? say('aside') : told.value ? P.scale[told.value - 1] : told.skipped ? say('skipped') : count('minutes', P.stories[story].minutes);
    state.className = 'state' + (told.value && !aside(told) ? ' dot r' + shade(told.value) : '');
    link.append(name, state); item.append(link);
    return item;
  }));
}
const shade = value => Math.round(1 + (value - 1) * 4 / (P.scale.length - 1));
const pick = (name, value) => { for (const one of form.querySelectorAll(`[name="${name}"]`)) one.checked = one.value === String(value); };
function fill(story) {
  const told = answers(story);
  pick('value', told.value); pick('knows', told.knows ?? 'no'); pick('concern', told.concern ?? 'none');
  P.criteria.forEach((_, i) => pick('criterion' + i, (told.criteria || [])[i]));
  for (const name of ['action', 'why', 'aside_reason', 'concern_note']) {
    if (document.activeElement !== box(name) || !document.hasFocus()) box(name).value = told[name] ?? '';
  }
  box('no_action').checked = !!told.no_action; box('share_why').checked = !!told.share_why;
  box('chance').value = told.chance ?? 5; box('chance').classList.toggle('open', told.chance === undefined);
  $('chance-said').textContent = told.chance === undefined ? say('chance_open') : say('chance_said', { n: told.chance });
  settle(told);
  for (const [name, open] of [['knows-part', told.knows], ['concern-part', told.concern]]) if (open) $(name).open = true;
}
function settle(told) {
  const out = aside(told);
  $('asked').disabled = out; $('aside-note').hidden = !out;
  $('aside-why').hidden = !out;
  $('concern-why').hidden = !told.concern;
  box('chance').disabled = !told.action?.trim();
  const empty = !Object.keys(clean(told)).length, back = empty && undone?.id === at_story();
  $('clear').hidden = empty && !back;
  $('clear').textContent = say(back ? 'unclear' : 'clear');
}
const at_story = () => at >= 0 && at < P.order.length ? P.order[at] : null;
function show(place, moves) {
  at = place;
  const inside = at_story() !== null;
  articles.forEach((one, i) => one.classList.toggle('here', i === at));
  $('welcome').hidden = at !== -1; $('end').hidden = at !== P.order.length;
  form.hidden = !inside;
  if (inside) {
    articles[at].after(form);
    for (const part of form.querySelectorAll('details')) part.open = false;
    fill(at_story());
    $('back').disabled = at === 0;
  }
  if (at === -1) list();
  if (at === P.order.length) end();
  document.title = (inside ? `${at + 1}/${P.order.length} · ` : '') + P.title;
  progress();
  if (!moves) return;
  scrollTo(0, 0);
  (inside ? articles[at] : at === -1 ? $('welcome') : $('end')).querySelector('h2').focus({ preventScroll: true });
}
function end() {
  const open = P.order.filter(story => !done(story)).length, all = P.order.length;
  $('end-title').textContent = open ? say('end_some') : count('end_all', all);
  $('end-words').textContent = open ? count('end_open', open, { all }) + ' ' + say('end_again') : say('end_again');
  const acts = P.order.map(answers).filter(told => !aside(told) && told.action?.trim()).map(told => told.action.trim());
  $('acts').hidden = !acts.length;
  $('acts-list').replaceChildren(...acts.map(words => { const one = document.createElement('li'); one.dir = 'auto'; one.textContent = words; return one; }));
  const now = wished();
  for (const one of document.querySelectorAll('[name=promises]')) one.checked = one.value === now.promises;
  for (const one of document.querySelectorAll('[name=later]')) one.checked = one.value === String(now.ask_later);
}
function go(place) {  // at once: the next key must not find the story that was left
  typed(); show(place, true);
  const hash = place < 0 ? '' : place >= P.order.length ? 'sending' : String(place + 1);
  if (location.hash.slice(1) !== hash) location.hash = hash;
}
const routed = () => { const hash = location.hash.slice(1); return hash === 'sending' ? P.order.length : /^\d{1,6}$/.test(hash) && hash >= 1 && hash <= P.order.length ? hash - 1 : -1; };
function next() {
  for (const wanted of [story => !done(story) && !answers(story).skipped, story => !done(story)]) {
    for (let k = 1; k <= P.order.length; k++) {
      const i = (Math.max(at, -1) + k) % P.order.length;
      if (i !== at && wanted(P.order[i])) return go(i);
    }
  }
  go(P.order.length);
}
function size(by) {
  S.size = Math.max(-2, Math.min(5, S.size + by));
  document.documentElement.style.setProperty('--reading', 1.125 + S.size * .125 + 'rem');
  if (by) save();
}

/* ---- what is done ---- */
const TEXTS = ['action', 'why', 'aside_reason', 'concern_note'];
function typed() {
  const story = at_story();
  if (!story) return;
  const told = answers(story), change = {};
  for (const name of TEXTS) if ((told[name] ?? '') !== box(name).value) change[name] = box(name).value;
  if (change.action !== undefined) { if (change.action.trim()) change.no_action = false; else change.chance = undefined; }
  if (Object.keys(change).length) { tell(story, change); settle(answers(story)); box('no_action').checked = !!answers(story).no_action; }
}
function rate(value) {
  const story = at_story();
  if (!story || aside(answers(story))) return;
  tell(story, { value, skipped: false }); fill(story); progress();
  $('live').textContent = P.scale[value - 1];
}
function changed(event) {
  const story = at_story(), one = event.target;
  if (!story || TEXTS.includes(one.name)) return;
  if (one.name === 'value') return rate(+one.value);
  if (one.name === 'chance') tell(story, { chance: +one.value });
  if (one.name === 'no_action') tell(story, { no_action: one.checked, ...(one.checked ? { action: '', chance: undefined } : {}) });
  if (one.name === 'share_why') tell(story, { share_why: one.checked });
  if (one.name === 'knows') tell(story, { knows: one.value, ...(one.value === 'aside' ? { skipped: false } : { aside_reason: '' }) });
  if (one.name === 'concern') tell(story, { concern: one.value, ...(one.value === 'none' ? { concern_note: '' } : {}) });
  if (one.name.startsWith('criterion')) {
    const points = P.criteria.map((_, i) => answers(story).criteria?.[i] ?? 0);
    points[+one.name.slice(9)] = +one.value;
    tell(story, { criteria: points });
  }
  fill(story); progress();
}
function undo() {
  if (!undone) return toast(say('nothing_to_undo'));
  const { id: story, before } = undone, none = Object.fromEntries(NAMES.map(name => [name, undefined]));
  tell(story, { ...none, ...before }); undone = null;
  if (at_story() === story) fill(story); else go(P.order.indexOf(story));
  progress(); toast(say('undone'));
}
function clear() {
  const story = at_story();
  if (!Object.keys(clean(answers(story))).length) return undo();
  tell(story, Object.fromEntries(NAMES.map(name => [name, undefined])));
  for (const name of TEXTS) box(name).value = '';
  fill(story); progress(); toast(say('cleared'));
}
function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
  const one = event.target, writes = one.tagName === 'TEXTAREA' || (one.tagName === 'INPUT' && !/radio|checkbox|range|file/.test(one.type));
  if (writes) { if (event.key === 'Escape') one.blur(); return; }
  if (!S.keys) return;
  const inside = at_story() !== null, key = event.key.toLowerCase();
  const ways = {
    '?': () => $('help').showModal(), j: () => go(Math.min(P.order.length, at + 1)), k: () => go(Math.max(-1, at - 1)),
    n: next, l: () => go(-1), e: () => go(P.order.length), u: undo,
    ...(inside ? { s: () => $('skip').click(), w: () => box('action').focus(), y: () => box('why').focus() } : {}),
  };
  const act = inside && /^[1-7]$/.test(key) && +key <= P.scale.length ? () => rate(+key) : ways[key];
  if (act) { event.preventDefault(); act(); }
}
function listen() {
  const clicks = {
    start: next, stories: () => go(-1), send: () => go(P.order.length), helped: () => $('help').showModal(),
    'help-close': () => $('help').close(), back: () => go(at - 1), clear, save: download, share, copy,
    smaller: () => size(-1), larger: () => size(1), again: () => go(-1),
    skip: () => { tell(at_story(), { skipped: true }); next(); },
  };
  for (const [name, act] of Object.entries(clicks)) $(name).addEventListener('click', act);
  form.addEventListener('input', event => (TEXTS.includes(event.target.name) ? typed() : event.target.name === 'chance' && changed(event)));
  form.addEventListener('change', changed);
  form.addEventListener('focusout', typed);
  form.addEventListener('submit', event => { event.preventDefault(); typed(); next(); });
  $('end').addEventListener('change', event => {
    if (event.target.name === 'promises') wish({ promises: event.target.value });
    if (event.target.name === 'later') wish({ ask_later: event.target.value === 'true' });
  });
  $('file').addEventListener('change', event => { if (event.target.files[0]) goOn(event.target.files[0]); event.target.value = ''; });
  $('keys').addEventListener('change', event => { S.keys = event.target.checked; save(); });
  addEventListener('keydown', pressed);
  addEventListener('hashchange', () => { if (routed() !== at) { typed(); show(routed(), true); } });
  addEventListener('pagehide', typed);
  document.addEventListener('visibilitychange', () => { if (document.hidden) typed(); });
  addEventListener('storage', event => {
    if (event.key !== KEY) return;
    take(stored(KEY)); renew();
  });
  others?.addEventListener('message', event => event.data === KEY && lookInDrawer());
  addEventListener('beforeunload', event => { typed(); if (kept !== 'yes' && unsent()) event.preventDefault(); });
}
function renew() {
  if (at_story()) fill(at_story()); else show(at, false);
  $('keys').checked = S.keys; size(0); progress();
}
function begin(pack) {
  P = pack; KEY = 'learning-stories:' + P.pack_id;
  articles = [...document.querySelectorAll('article')]; form = $('answers');
  S = fresh();
  const [before, ...earlier] = keptAs().map(stored);
  goOnFrom(before, earlier);
  if (!shelf) kept = 'no';
  $('keys').checked = S.keys;
  $('share').hidden = !(navigator.canShare && navigator.canShare({ files: [new File(['x'], 'x.txt', { type: 'text/plain' })] }));
  $('save').className = $('share').hidden ? 'main' : '';
  size(0); listen(); show(routed(), false); lookInDrawer();
  document.documentElement.dataset.ready = 'yes';
}

/* ---- a pack with a phrase: opened by what the browser has built in, drawn from a list of plain parts ---- */
const PARTS = /^(header|main|section|nav|dialog|form|fieldset|legend|label|input|textarea|button|output|progress|details|summary|article|p|h[1-6]|div|span|ul|ol|li|dl|dt|dd|blockquote|pre|code|em|strong|i|b|del|s|u|ins|mark|sub|sup|small|table|thead|tbody|tfoot|tr|td|th|caption|br|hr|abbr|kbd|q|cite|figure|figcaption|img|audio)$/;
const ATTRIBUTES = /^(aria-[a-z]+|role|type|name|value|for|min|max|maxlength|rows|accept|hidden|disabled|readonly|class|id|lang|dir|tabindex|start|colspan|rowspan|align|alt|src|controls|preload|title)$/;
function drawn(part) {
  if (typeof part === 'string') return document.createTextNode(part);
  const [tag, attributes, ...inside] = part;
  if (!PARTS.test(tag)) return document.createTextNode('');
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.test(name) && (name !== 'src' || /^data:(image|audio)\//.test(value))) made.setAttribute(name, value);
  }
  made.append(...inside.map(drawn));
  return made;
}
async function unlock(sealed, phrase) {
  const words = phrase.normalize('NFC').replace(/[\s_-]+/g, ' ').trim().toLowerCase();
  const base = await crypto.subtle.importKey('raw', bytes(words), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: in64(sealed.salt), iterations: sealed.rounds }, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: in64(sealed.nonce), additionalData: bytes('learning-stories-page-1\n' + sealed.pack_id) }, key, in64(sealed.data));
  return JSON.parse(new TextDecoder().decode(open));
}
const given = JSON.parse($('pack').textContent);
W = given.words;
if (!given.sealed) begin(given.pack);
else {
  const lock = $('lock');
  document.documentElement.classList.add('locked');
  lock.addEventListener('submit', async event => {
    event.preventDefault();
    $('lock-note').textContent = say('opening');
    try {
      const inside = await unlock(given.sealed, lock.elements.phrase.value);
      lock.closest('main').remove();
      document.body.prepend(...inside.body.map(drawn));
      document.documentElement.classList.remove('locked');
      begin(inside.pack); $('welcome').querySelector('h2').focus();
    } catch { $('lock-note').textContent = say(window.crypto?.subtle ? 'wrong_phrase' : 'cannot_open'); }
  });
}
})();
