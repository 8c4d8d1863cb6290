/* 收藏夹: what the reader collects while browsing. On every page: the list of case numbers, buttons on lines and
   articles, the count in the masthead. The page of the collection itself is in basket-page.js. */
(function () {
  'use strict';

  /* A page opened from a folder cannot read another one, but a page in a frame may hand itself over: the compilation
     (compilation.js) and reading side by side (article.js) open cases in frames of this name. What is sent is what everybody can read on the page. */
  if (location.protocol === 'file:' && window.name === 'anliku-reader' && window.parent !== window) {
    window.parent.postMessage({ anliku: 'page', html: document.documentElement.outerHTML }, '*');
    return;
  }

  const KEY = '__basket';
  const FRAGMENT = /^#c=([\d,]*)$/;
  const MOST = 2000;
  const links = Array.from(document.querySelectorAll('[data-basket-link]'));
  if (!links.length) return;
  const addresses = links.map((link) => link.getAttribute('href'));
  const words = links[0].dataset;
  const listeners = [];

  /** The list where the browser keeps nothing; else null. */
  let memory = null;

  /** Case numbers, each once, in order; whatever else is in `value` is left out. */
  function sane(value) {
    const numbers = (Array.isArray(value) ? value : []).filter((one) => Number.isSafeInteger(one) && one > 0);
    return Array.from(new Set(numbers)).slice(0, MOST);
  }

  function list() {
    return memory || sane(window.__md_get(KEY));
  }

  function set(numbers) {
    const wanted = sane(numbers);
    window.__md_set(KEY, wanted);
    memory = String(sane(window.__md_get(KEY))) === String(wanted) ? null : wanted;
    tell();
  }

  /** Whether the browser keeps anything for this site. */
  function isKept() {
    if (!memory) window.__md_set(KEY, list());
    return !memory && Array.isArray(window.__md_get(KEY));
  }

  /** The numbers in a fragment `#c=12,7,33`; null where it is something else. */
  function parse(fragment) {
    const found = FRAGMENT.exec(fragment);
    return found && sane(found[1].split(',').map(Number));
  }

  function fragment(numbers) {
    return '#c=' + numbers.join(',');
  }

  function show() {
    const numbers = list();
    document.querySelectorAll('[data-basket-count]').forEach((count) => { count.textContent = String(numbers.length); });
    document.querySelectorAll('[data-collect]').forEach((button) => {
      button.setAttribute('aria-pressed', String(numbers.includes(Number(button.dataset.collect))));
    });
    /* Where nothing is kept, the address takes the list along. */
    links.forEach((link, at) => link.setAttribute('href', addresses[at] + (memory && memory.length ? fragment(memory) : '')));
  }

  function tell() {
    show();
    listeners.forEach((listener) => listener());
  }

  /** Say once that the collection will not last. */
  function warn() {
    if (!memory || document.querySelector('.basket-told')) return;
    const told = document.createElement('p');
    told.className = 'basket-told';
    told.setAttribute('role', 'status');
    document.body.append(told);
    told.textContent = words.notKept;
    setTimeout(() => told.remove(), 12000);
  }

  function toggle(number) {
    const numbers = list();
    set(numbers.includes(number) ? numbers.filter((one) => one !== number) : numbers.concat(number));
    warn();
  }

  /** Give a line of a list its button, below the number of the case. */
  function equip(line) {
    const number = Number((/\d+$/.exec(line.dataset.number || '') || [])[0]);
    const place = line.querySelector('.no');
    const title = line.querySelector('.t');
    if (!number || !place || !title || place.querySelector('[data-collect]')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'collect';
    button.dataset.collect = String(number);
    button.setAttribute('aria-label', words.addCase.replace('{title}', () => title.textContent.trim()));
    button.textContent = words.add;
    place.append(button);
  }

  function equipAll() {
    document.querySelectorAll('.caseline[data-number]').forEach(equip);
    show();
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-collect]');
    if (button) toggle(Number(button.dataset.collect));
  });
  window.addEventListener('storage', tell);
  window.addEventListener('pageshow', (event) => { if (event.persisted) tell(); });
  document.querySelectorAll('[data-search-results]').forEach((results) => {
    new MutationObserver(equipAll).observe(results, { childList: true, subtree: true });
  });
  equipAll();

  window.anlikuBasket = { list, set, parse, fragment, listen: (listener) => listeners.push(listener), isKept };
})();
