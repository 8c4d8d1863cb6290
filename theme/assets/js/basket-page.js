/* The page of the collection: the list in the reader's order, lists sent by others (`basket.html#c=12,7,33`), and the
   compilation for paper. */
(function () {
  'use strict';

  const basket = window.anlikuBasket;
  const place = document.querySelector('[data-basket]');
  const table = document.getElementById('basket-words');
  if (!basket || !place || !table) return;
  const words = JSON.parse(table.textContent);
  const part = (name) => place.querySelector('[data-' + name + ']');
  const listed = part('list');
  const status = part('status');
  const progress = part('progress');
  const printing = part('print');
  const title = part('title');
  const total = document.querySelector('[data-basket-total]');
  const target = document.querySelector('[data-compilation]');
  const base = place.dataset.base.replace(/\/?$/, '/');
  const TITLE_KEY = '__basket_title';

  /* ── words and elements ── */
  function say(key, blanks) {
    const n = blanks && blanks.n;
    const text = words[key] || (n === 1 && words[key + '.one']) || words[key + '.other'] || key;
    return text.replace(/\{(\w+)\}/g, (blank, name) => (blanks && name in blanks ? String(blanks[name]) : blank));
  }

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => { if (value !== null) element.setAttribute(key, value); });
    element.append(...children);
    return element;
  }

  function button(text, act, attributes) {
    const made = make('button', Object.assign({ type: 'button' }, attributes), text);
    made.addEventListener('click', act);
    return made;
  }

  /** Say something, with buttons for what can be done about it: pairs of text and act. */
  function tell(text, ...acts) {
    status.replaceChildren(text);
    acts.forEach(([label, act]) => status.append(' ', button(label, act, { class: 'plain-button' })));
  }

  /* ── what stands behind a number ── */
  const cases = new Map();
  const asked = new Map();

  window.anlikuCases = (block, rows) => rows.forEach(([serial, number, url, name, lang, where, type, year, inferred]) => {
    cases.set(serial, { serial, number, url: new URL(base + url, location.href).href, title: name, lang, place: where, type, year, inferred: inferred === 1 });
  });

  function ask(block) {
    if (!asked.has(block)) {
      asked.set(block, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = place.dataset.blocks + block + '.js';
        script.onload = resolve;
        script.onerror = () => { asked.delete(block); script.remove(); reject(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return asked.get(block);
  }

  function know(numbers) {
    const size = Number(place.dataset.size);
    const known = numbers.filter((number) => number <= Number(place.dataset.last));
    return Promise.all(Array.from(new Set(known.map((number) => Math.floor(number / size))), ask));
  }

  function nameOf(number) {
    const one = cases.get(number);
    return one ? one.title : place.dataset.prefix + '-' + String(number).padStart(4, '0');
  }

  /* ── what is shown: a list that came with the address, or the reader's own ── */
  function sent() {
    const numbers = basket.parse(location.hash);
    if (!numbers || !numbers.length) return null;
    return String(numbers) === String(basket.list()) ? null : numbers;
  }

  function shown() {
    return sent() || basket.list();
  }

  function setFragment(fragment) {
    if (location.hash === fragment) return;
    try {
      history.replaceState(history.state, '', location.pathname + location.search + fragment);
    } catch (refused) {
      location.hash = fragment;
    }
  }

  /** The reader's own list is not in the address, unless there alone it lasts. */
  function setOwn(numbers) {
    setFragment('');
    basket.set(numbers);
    if (!basket.isKept()) setFragment(basket.fragment(numbers));
  }

  /** Change the reader's list and offer to take it back. */
  function change(numbers, text) {
    const before = basket.list();
    setOwn(numbers);
    tell(text, [say('undo'), () => {
      setOwn(before);
      tell(say('undone'));
      focusList();
    }]);
  }

  /** Somewhere sensible for the focus when what had it is gone. */
  function focusList() {
    const first = listed.querySelector('a, button') || part('elsewhere').querySelector('a');
    if (first) first.focus();
  }

  function move(number, step) {
    const numbers = basket.list();
    const from = numbers.indexOf(number);
    const to = from + step;
    if (from < 0 || to < 0 || to >= numbers.length) return;
    numbers.splice(to, 0, numbers.splice(from, 1)[0]);
    setOwn(numbers);
    tell(say('moved', { title: nameOf(number), n: to + 1 }));
    const again = listed.querySelector('[data-step="' + step + '"][data-of="' + number + '"]');
    if (again) again.focus();
  }

  function remove(number) {
    const numbers = basket.list();
    const at = numbers.indexOf(number);
    change(numbers.filter((one) => one !== number), say('removed', { title: nameOf(number) }));
    const next = listed.querySelectorAll('[data-remove]')[Math.min(at, numbers.length - 2)];
    if (next) next.focus();
    else focusList();
  }

  function clear() {
    const numbers = basket.list();
    change([], say('cleared', { n: numbers.length }));
    const undo = status.querySelector('button');
    if (undo) undo.focus();
  }

  function take() {
    const own = basket.list();
    const added = sent().filter((number) => !own.includes(number));
    change(own.concat(added), say('taken', { n: added.length }));
    focusList();
  }

  /* ── the list ── */
  function line(number, at, count, isOwn) {
    const one = cases.get(number);
    const name = nameOf(number);
    const tools = make('div', { class: 'order' });
    if (isOwn) {
      const step = (by, text, sign, isEnd) => button(sign, () => move(number, by), {
        'data-step': String(by), 'data-of': String(number), 'aria-label': say(text, { title: name }), 'aria-disabled': isEnd ? 'true' : null,
      });
      tools.append(step(-1, 'up', '↑', at === 0), step(1, 'down', '↓', at === count - 1),
        button(say('remove'), () => remove(number), { 'data-remove': '', 'aria-label': say('remove_case', { title: name }) }));
    }
    if (!one) {
      return make('li', { class: 'caseline is-gone' }, make('span', { class: 'no n' }, nameOf(number)),
        make('div', {}, make('p', { class: 'quiet' }, say('gone', { number: name }))), tools);
    }
    const meta = make('p', { class: 'meta' });
    const year = make('span', { class: 'nb' }, one.year);
    if (one.inferred) year.append(' ', make('span', { class: 'infer' }, place.dataset.inferred));
    const facts = [one.place && make('span', { class: 'pl' }, one.place), make('span', { class: 'nb' }, one.type), year];
    facts.filter(Boolean).forEach((fact, index) => meta.append(...(index ? [make('b', { 'aria-hidden': 'true' }, '/')] : []), fact));
    return make('li', { class: 'caseline' }, make('span', { class: 'no n' }, one.number),
      make('div', {}, make('h2', { class: 't', lang: one.lang || null }, make('a', { href: one.url }, one.title)), meta), tools);
  }

  function banner(numbers) {
    const own = basket.list();
    const fresh = numbers.filter((number) => !own.includes(number)).length;
    const acts = make('p', { class: 'acts' });
    if (fresh) acts.append(button(say('take'), take, { class: 'solid' }));
    acts.append(button(say('mine', { n: own.length }), () => { setFragment(''); tell(''); render(); focusList(); }));
    return make('div', { class: 'basket-sent' }, make('p', {}, make('b', {}, say('shared', { n: numbers.length })), ' ',
      fresh ? say('shared_new', { n: fresh }) : say('shared_known')), acts);
  }

  function draw() {
    const others = sent();
    const numbers = shown();
    const lines = make('ol', { class: 'lines' }, ...numbers.map((number, at) => line(number, at, numbers.length, !others)));
    const empty = make('div', { class: 'basket-empty' }, make('p', { class: 'head-line' }, say('empty')), make('p', { class: 'quiet' }, say('empty_help')));
    listed.replaceChildren(...(others ? [banner(others)] : []), numbers.length ? lines : empty);
    total.hidden = !numbers.length;
    total.replaceChildren(String(numbers.length), make('small', {}, say('unit', { n: numbers.length })));
    part('elsewhere').hidden = numbers.length > 0;
    part('panel').hidden = !numbers.some((number) => cases.has(number));
    part('clear').hidden = Boolean(others);
    progress.replaceChildren();
  }

  /** Draw at once what is known, and again when the rest has come. */
  function render() {
    const numbers = shown();
    if (numbers.every((number) => cases.has(number) || number > Number(place.dataset.last))) draw();
    else {
      know(numbers).then(draw, () => tell(say('missing'), [say('again'), () => { tell(''); render(); }]));
    }
  }

  /* ── a link to the list ── */
  function address() {
    const here = location.protocol === 'file:' ? place.dataset.address || location.href : location.href;
    return here.replace(/[?#].*$/, '') + basket.fragment(shown());
  }

  function copyBySelection(text) {
    const area = make('textarea', { class: 'vh', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }

  function copyLink() {
    const text = address();
    const back = document.activeElement;
    const byHand = () => {
      if (copyBySelection(text)) tell(say('copied'));
      else tell(say('copy_by_hand') + ' ' + text);
      if (back) back.focus();
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(() => tell(say('copied')), byHand);
    else byHand();
  }

  /* ── the compilation ── */
  function today() {
    const now = new Date();
    const blanks = { year: now.getFullYear(), month: place.dataset.months.split('|')[now.getMonth()], day: now.getDate() };
    return place.dataset.date.replace(/\{(\w+)\}/g, (blank, name) => String(blanks[name]));
  }

  function about(count) {
    const link = location.protocol === 'file:' && !place.dataset.address ? '' : say('list_address') + address();
    return {
      title: title.value.trim() || say('default_name'),
      site: place.dataset.name,
      tally: say('tally', { n: count }),
      made: say('made', { date: today() }),
      note: place.dataset.note,
      contents: say('contents'),
      address: link,
    };
  }

  function toPaper() {
    const usual = document.title;
    document.documentElement.classList.add('has-compilation');
    document.title = about(0).title;
    window.print();
    document.title = usual;
  }

  function print() {
    if (printing.getAttribute('aria-disabled') === 'true') return;
    const wanted = shown().map((number) => cases.get(number)).filter(Boolean);
    const told = (n) => { progress.textContent = say('fetching', { n, total: wanted.length }); };
    printing.setAttribute('aria-disabled', 'true');
    told(0);
    window.anlikuCompile(target, wanted, about, told).then((failed) => {
      printing.removeAttribute('aria-disabled');
      if (!failed.length) {
        progress.textContent = say('ready', { n: wanted.length });
        toPaper();
        return;
      }
      const names = failed.map((one) => one.title).join('; ');
      progress.replaceChildren(say('failed', { titles: names }), ' ', say('failed_help'), ' ', button(say('again'), print, { class: 'plain-button' }));
      if (failed.length < wanted.length) progress.append(' ', button(say('print_rest'), toPaper, { class: 'plain-button' }));
    });
  }

  /** What was made for paper is no longer what is listed. */
  function outdate() {
    document.documentElement.classList.remove('has-compilation');
    target.replaceChildren();
  }

  title.value = window.__md_get(TITLE_KEY) || say('default_name');
  title.addEventListener('input', () => { window.__md_set(TITLE_KEY, title.value); outdate(); });
  printing.addEventListener('click', print);
  part('link').addEventListener('click', copyLink);
  part('clear').addEventListener('click', clear);
  window.addEventListener('hashchange', () => { tell(''); outdate(); render(); });
  basket.listen(() => { outdate(); render(); });
  /* Where the browser keeps nothing, what the masthead's link brought along is the reader's own. */
  if (!basket.isKept() && basket.parse(location.hash)) basket.set(basket.parse(location.hash));
  render();
})();
