/* What a reader can do in an article: read it beside its other language, ask what a term means, take a link to a
   paragraph, copy with the source. Without this script all of it is still text and links. */
(function () {
  'use strict';

  /* Opened by reader.js to be read, not to be looked at. */
  if (window.name === 'anliku-reader') return;

  var root = document.documentElement;
  var article = document.querySelector('.page-case .cols > article');
  if (!article) return;
  var words = JSON.parse(document.getElementById('article-words').textContent);

  /* ── 对照: the other language's text beside this one, paragraph by paragraph ──
     The text is taken from that language's page when somebody asks for it, so that no page is heavier and nothing is
     published twice. Each block of it goes into an element .other after its counterpart; the styles make columns of them,
     and hide them when one language is read. The choice is kept. */
  var both = document.querySelector('[data-do="both"]');
  var merged = false;

  /** A block of the other page as it may stand here: no ids, no links into it, addresses that are right from here. */
  function borrowed(node, url) {
    var copy = document.importNode(node, true);
    [copy].concat(Array.from(copy.querySelectorAll('*'))).forEach(function (element) { element.removeAttribute('id'); });
    copy.querySelectorAll('a[href]').forEach(function (link) {
      if (link.getAttribute('href').charAt(0) === '#') link.removeAttribute('href');
      else link.href = new URL(link.getAttribute('href'), url).href;
    });
    return copy;
  }

  function other(nodes, tag, url, className) {
    var box = document.createElement('div');
    box.className = 'other' + (className ? ' ' + className : '');
    box.lang = tag;
    nodes.forEach(function (node) { box.appendChild(borrowed(node, url)); });
    return box;
  }

  function sameBlocks(one, two) {
    return one.length === two.length && one.every(function (node, at) { return node.tagName === two[at].tagName; });
  }

  /** The text of one part, block beside block; where the blocks differ, the part as a whole. */
  function mergePart(cell, page, tag, url) {
    var heading = cell.querySelector('h2:not(.lab)');
    var theirHeading = page && page.querySelector('h2:not(.lab)');
    if (heading && theirHeading) heading.after(other([theirHeading], tag, url, 'heading'));
    ['.abstract', '.prose'].forEach(function (kind) {
      var mine = cell.querySelector(kind);
      var theirs = page && page.querySelector(kind);
      if (!mine || !theirs) return;
      if (kind === '.abstract') return mine.after(other([theirs], tag, url));
      var blocks = Array.from(mine.children);
      var theirBlocks = Array.from(theirs.children);
      if (sameBlocks(blocks, theirBlocks)) {
        blocks.forEach(function (block, at) { block.after(other([theirBlocks[at]], tag, url, 'prose md-typeset')); });
      } else {
        cell.classList.add('whole');
        mine.after(other(theirBlocks, tag, url, 'prose md-typeset'));
      }
    });
  }

  function merge(page, url) {
    var theirRoot = page.querySelector('.page-case');
    var title = document.querySelector('.heads h1');
    var theirTitle = theirRoot.querySelector('.heads h1');
    var tag = theirTitle.lang || page.documentElement.lang;
    var labels = both.getAttribute('data-labels').split('|');
    var name = other([], tag, url);
    name.appendChild(document.createElement('p')).className = 'h1';
    Array.from(theirTitle.childNodes).forEach(function (node) { name.firstChild.appendChild(document.importNode(node, true)); });
    title.after(name);
    labels.forEach(function (text, at) {
      var label = document.createElement('p');
      label.className = 'other tongue';
      label.textContent = text;
      title.parentNode.insertBefore(label, title.parentNode.children[at]);
    });
    var plate = document.querySelector('.plate figcaption');
    var theirPlate = theirRoot.querySelector('.plate figcaption');
    if (plate && theirPlate) {
      var caption = other([], tag, url, 'caption');
      caption.textContent = theirPlate.textContent;
      plate.after(caption);
    }
    var parts = theirRoot.querySelectorAll('.cell.text');
    article.querySelectorAll('.cell.text').forEach(function (cell, at) { mergePart(cell, parts[at], tag, url); });
    root.classList.toggle('own-is-dense', /^(zh|ja|ko)/.test(root.lang) && !/^(zh|ja|ko)/.test(tag));
    root.classList.toggle('other-is-dense', !/^(zh|ja|ko)/.test(root.lang) && /^(zh|ja|ko)/.test(tag));
    merged = true;
  }

  /** Columns, but in large type one text below the other. */
  function showColumns() {
    var both = root.getAttribute('data-read') === 'both';
    root.classList.toggle('in-columns', both && root.getAttribute('data-mode') !== 'senior');
  }

  function showReading(reading) {
    if (reading) root.setAttribute('data-read', reading);
    else root.removeAttribute('data-read');
    showColumns();
    document.querySelectorAll('.langs a').forEach(function (link) {
      var current = reading === 'both' ? link === both : link.hasAttribute('data-own');
      if (current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  }

  /** Keep the paragraph that is being read where it is while columns come and go. */
  function steadily(change) {
    var blocks = Array.from(article.querySelectorAll('.cell.text > h2, .abstract, .prose > :not(.other)'));
    var seen = blocks.find(function (block) { return block.getBoundingClientRect().bottom > 80; });
    var top = seen && seen.getBoundingClientRect().top;
    change();
    if (seen && scrollY > 200) scrollBy(0, seen.getBoundingClientRect().top - top);
  }

  function readBoth(quietly) {
    if (merged) return steadily(function () { showReading('both'); });
    var url = new URL(both.getAttribute('data-beside'), location.href).href;
    both.setAttribute('aria-busy', 'true');
    window.anlikuPage(url).then(function (page) {
      steadily(function () {
        if (!merged) merge(page, url);
        showReading('both');
      });
    }).catch(function () {
      showReading(null);
      if (!quietly) status(words.unreachable);
    }).then(function () { both.removeAttribute('aria-busy'); });
  }

  function status(text) {
    var line = document.querySelector('.read-status') || document.createElement('p');
    line.className = 'read-status';
    line.setAttribute('role', 'status');
    both.closest('section').appendChild(line);
    line.textContent = text;
  }

  if (both) {
    both.closest('.langs').addEventListener('click', function (event) {
      var link = event.target.closest('a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      window.__md_set('__read', link === both ? 'both' : null);
      if (link === both) {
        event.preventDefault();
        readBoth(false);
      } else if (link.hasAttribute('data-own')) {
        event.preventDefault();
        steadily(function () { showReading(null); });
      }
    });
  }
  new MutationObserver(showColumns).observe(root, { attributes: true, attributeFilter: ['data-mode'] });
  if (root.hasAttribute('data-read')) {
    if (both) readBoth(true);
    else showReading(null);
  }

  /* ── terms of the glossary: hover, focus and touch show what one means; Escape hides it; Enter goes there ── */
  var tip = document.createElement('div');
  var asked = null;
  var timer = 0;
  tip.className = 'tip';
  tip.id = 'tip';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  document.querySelector('.page-case').appendChild(tip);

  function line(name, text, tag) {
    var element = document.createElement(name);
    element.textContent = text;
    if (tag) element.lang = tag;
    return element;
  }

  function ask(term) {
    clearTimeout(timer);
    if (root.getAttribute('data-mode') === 'senior' || asked === term) return;
    answerNoMore();
    var data = term.dataset;
    var tongue = term.closest('[lang]');
    tip.lang = tongue ? tongue.lang : root.lang;
    tip.textContent = '';
    tip.appendChild(line('b', data.head || term.textContent));
    if (data.other) tip.appendChild(line('i', data.other, data.tag));
    tip.appendChild(line('span', data.tip));
    tip.hidden = false;
    place(term);
    term.setAttribute('aria-describedby', 'tip');
    asked = term;
  }

  /** Below the term, or above it where there is no room; never outside the text. On a phone the styles place it. */
  function place(term) {
    var box = term.getClientRects()[0];
    var page = tip.parentNode.getBoundingClientRect();
    var right = Math.min(article.getBoundingClientRect().right, root.clientWidth - 8);
    var left = Math.max(8, Math.min(box.left - 14, right - tip.offsetWidth));
    var above = box.bottom + tip.offsetHeight + 24 > innerHeight && box.top > tip.offsetHeight + 90;
    tip.classList.toggle('above', above);
    tip.style.left = left - page.left + 'px';
    tip.style.top = (above ? box.top - tip.offsetHeight - 9 : box.bottom + 9) - page.top + 'px';
    tip.style.setProperty('--at', Math.max(10, Math.min(box.left + 8 - left, tip.offsetWidth - 24)) + 'px');
  }

  function answerNoMore() {
    clearTimeout(timer);
    if (asked) asked.removeAttribute('aria-describedby');
    asked = null;
    tip.hidden = true;
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  function termOf(event) {
    return event.target.closest ? event.target.closest('a.term') : null;
  }

  var touched = false;
  document.addEventListener('pointerdown', function (event) {
    touched = event.pointerType === 'touch';
    if (!termOf(event) && !tip.contains(event.target)) answerNoMore();
  });
  document.addEventListener('mouseover', function (event) {
    var term = termOf(event);
    if (touched) return;
    if (term) later(function () { ask(term); }, 120);
    else if (tip.contains(event.target)) clearTimeout(timer);
    else if (asked && asked !== document.activeElement) later(answerNoMore, 180);
    else if (!asked) clearTimeout(timer);
  });
  document.addEventListener('focusin', function (event) {
    var term = termOf(event);
    if (term && !touched) ask(term);
    else if (asked && !touched) answerNoMore();
  });
  document.addEventListener('keydown', function (event) {
    touched = false;
    if (event.key === 'Escape') answerNoMore();
  });
  /* The first touch tells, the second goes to the glossary. */
  document.addEventListener('click', function (event) {
    var term = termOf(event);
    if (!term || !touched || asked === term || root.getAttribute('data-mode') === 'senior') return;
    event.preventDefault();
    ask(term);
  });
  window.addEventListener('resize', answerNoMore);

  /* ── citation: the day of access is today by the reader's clock; the address is where the reader is ── */
  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
      return String(part).padStart(2, '0');
    }).join('-');
  }

  function address() {
    var canonical = document.querySelector('link[rel="canonical"]');
    if (canonical) return canonical.href;
    return location.protocol === 'file:' ? '' : location.href.replace(/[?#].*$/, '');
  }

  document.querySelectorAll('[data-today]').forEach(function (place) { place.textContent = today(); });
  document.querySelectorAll('[data-here]').forEach(function (place) {
    if (address()) place.textContent = ' ' + address() + '.';
  });

  /* ── paragraphs: each has an address, shown to a mouse that comes near ── */
  var paragraphs = Array.from(article.querySelectorAll('.cell.text .prose > p'));
  var mark = document.createElement('a');
  mark.className = 'pilcrow';
  mark.tabIndex = -1;
  mark.setAttribute('aria-hidden', 'true');
  mark.textContent = '¶';
  mark.title = words.paragraph;
  paragraphs.forEach(function (paragraph, at) { paragraph.id = 'p' + (at + 1); });
  article.addEventListener('mouseover', function (event) {
    var paragraph = event.target.closest('.prose > p');
    if (!paragraph || !paragraph.id || touched) return;
    mark.href = '#' + paragraph.id;
    if (mark.parentNode !== paragraph) paragraph.appendChild(mark);
  });

  function showTarget() {
    var target = /^#p\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    paragraphs.forEach(function (paragraph) { paragraph.classList.toggle('is-target', paragraph === target); });
    if (target) target.scrollIntoView({ block: 'center' });
  }

  window.addEventListener('hashchange', showTarget);
  if (location.hash) showTarget();

  /* ── a long text that was left in the middle: the way back to the paragraph, the next time it is opened ── */
  var FEWEST = 3;
  var KEPT = 30;
  var here = location.pathname.split('/').slice(-3).join('/');

  function places() {
    var kept = window.__md_get('__place');
    return (Array.isArray(kept) ? kept : []).filter(function (place) { return Array.isArray(place) && place[0] !== here; });
  }

  function keepPlace() {
    var at = paragraphs.findIndex(function (paragraph) { return paragraph.getBoundingClientRect().bottom > 80; });
    var others = places();
    window.__md_set('__place', at < FEWEST ? others : others.concat([[here, at + 1]]).slice(-KEPT));
  }

  function offerPlace() {
    var kept = window.__md_get('__place');
    var place = (Array.isArray(kept) ? kept : []).find(function (entry) { return Array.isArray(entry) && entry[0] === here; });
    var entered = performance.getEntriesByType('navigation')[0];
    if (!place || location.hash || !paragraphs[place[1] - 1] || entered && entered.type !== 'navigate') return;
    var offer = document.createElement('p');
    var link = document.createElement('a');
    offer.className = 'resume';
    link.href = '#p' + place[1];
    link.textContent = words.resume.replace('{n}', place[1]);
    offer.appendChild(link);
    document.querySelector('.by').after(offer);
  }

  offerPlace();
  window.addEventListener('pagehide', keepPlace);

  /* ── a long copy takes its source along; a few words do not, nor what is read side by side ── */
  var LONG = 60;
  document.addEventListener('copy', function (event) {
    var selection = getSelection();
    var citation = document.querySelector('.citation');
    if (!citation || root.getAttribute('data-read') === 'both' || selection.rangeCount === 0) return;
    var text = selection.toString().replace(/¶/g, '');
    if (text.length < LONG || !article.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    if (citation.contains(selection.anchorNode)) return;
    event.clipboardData.setData('text/plain', text + '\n\n—— ' + citation.textContent.trim() + '\n');
    event.preventDefault();
  });
})();
