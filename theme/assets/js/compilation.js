/* All collected cases as one document for paper: cover, contents, each case on a page of its own. The texts are taken
   from the pages of the cases themselves (reader.js), so that the compilation is as complete as they are and nothing is
   published twice. */
(function () {
  'use strict';

  const AT_ONCE = 4;

  /** What stands on the page of a case and not on paper. */
  const ON_SCREEN = 'script, style, template, button, form, input, fieldset, .aside, .turn, .acts, .path-nav, .tip, .sec, .marks-bar';

  /** Today by the reader's clock, as a citation writes it. */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  }

  /** The article of a page, fit for another page: no controls, no ids, addresses that are right from here. */
  function articleOf(page, url) {
    const content = page.querySelector('.page-case');
    if (!content) throw new Error('no case: ' + url);
    const article = document.importNode(content, true);
    article.querySelectorAll(ON_SCREEN).forEach((element) => element.remove());
    article.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
    article.querySelectorAll('a[href]').forEach((link) => {
      const target = link.getAttribute('href');
      if (target.startsWith('#')) link.removeAttribute('href');
      else link.setAttribute('href', new URL(target, url).href);
    });
    article.querySelectorAll('img').forEach((image) => {
      image.removeAttribute('loading');
      image.src = new URL(image.getAttribute('src'), url).href;
    });
    /* What the article's own script puts into the citation. */
    article.querySelectorAll('[data-today]').forEach((place) => { place.textContent = today(); });
    article.querySelectorAll('[data-here]').forEach((place) => {
      if (location.protocol !== 'file:') place.textContent = ' ' + url + '.';
    });
    article.classList.remove('wrap');
    const language = page.documentElement.lang;
    if (language) article.lang = language;
    return article;
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== ''));
    return made;
  }

  function cover(about) {
    const title = element('h1', '', about.title);
    return element('section', 'paper-cover',
      element('p', 'paper-site', about.site), title,
      element('p', 'paper-tally', about.tally),
      element('div', 'paper-foot', element('p', '', about.made), about.note ? element('p', 'paper-note', about.note) : ''));
  }

  function contents(about, cases) {
    const lines = cases.map((one) => {
      const title = element('span', 'paper-title', one.title);
      if (one.lang) title.lang = one.lang;
      return element('li', '', title, element('span', 'paper-where', [one.place, one.number].filter(Boolean).join(' · ')));
    });
    return element('section', 'paper-contents', element('h2', '', about.contents), element('ol', '', ...lines),
      about.address ? element('p', 'paper-address', about.address) : '');
  }

  function pictures(within) {
    return Promise.all(Array.from(within.querySelectorAll('img'), (image) => image.decode().catch(() => undefined)));
  }

  /**
   * Fill `target` with the compilation of `cases` ({number, url, title, lang, place}).
   *
   * `told(done)` is called as texts arrive. Resolves with the cases whose text could not be had; they are left out.
   */
  function compile(target, cases, about, told) {
    const articles = new Map();
    const failed = [];
    const waiting = cases.slice();
    const next = () => {
      const one = waiting.shift();
      if (!one) return Promise.resolve();
      return window.anlikuPage(one.url)
        .then((page) => articles.set(one, articleOf(page, one.url)))
        .catch(() => failed.push(one))
        .then(() => { told(articles.size + failed.length); return next(); });
    };
    return Promise.all(Array.from({ length: AT_ONCE }, next)).then(() => {
      const had = cases.filter((one) => articles.has(one));
      const whole = about(had.length);
      target.replaceChildren(cover(whole), contents(whole, had), ...had.map((one) => articles.get(one)));
      return pictures(target).then(() => cases.filter((one) => failed.includes(one)));
    });
  }

  window.anlikuCompile = compile;
})();
