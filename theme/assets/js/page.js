/* Behaviour of the frame, after Material's script. Every part works alone: what a page lacks is skipped. */
(function () {
  'use strict';

  var root = document.documentElement;

  /* ── colour scheme: Material's switch sets it on <body> and keeps it; the ground of the page lies on <html> ── */
  var choices = Array.from(document.querySelectorAll('.palette input'));
  var schemeButtons = document.querySelectorAll('[data-do="scheme"]');

  /** The state chosen on this page; null: what was kept. Storage may be denied. */
  var chosen = null;

  function showScheme() {
    var scheme = document.body.getAttribute('data-md-color-scheme');
    if (scheme) root.setAttribute('data-md-color-scheme', scheme);
    var kept = window.__md_get('__palette');
    var index = chosen === null ? (kept && kept.index) || 0 : chosen;
    schemeButtons.forEach(function (button) {
      button.textContent = button.getAttribute('data-states').split('|')[index];
    });
  }

  function switchScheme() {
    var kept = window.__md_get('__palette');
    chosen = ((chosen === null ? (kept && kept.index) || 0 : chosen) + 1) % choices.length;
    choices[chosen].click();
    showScheme();
  }

  new MutationObserver(showScheme).observe(document.body, { attributes: true, attributeFilter: ['data-md-color-scheme'] });
  showScheme();

  /* ── 长者模式 ── */
  function showSenior() {
    var on = root.getAttribute('data-mode') === 'senior';
    document.querySelectorAll('[data-do="senior"]').forEach(function (button) {
      button.setAttribute('aria-pressed', String(on));
    });
  }

  function switchSenior() {
    var on = root.getAttribute('data-mode') !== 'senior';
    if (on) root.setAttribute('data-mode', 'senior');
    else root.removeAttribute('data-mode');
    window.__md_set('__senior', on);
    showSenior();
  }

  /* ── drawer: focus goes in and comes back, Escape closes; Material's check box holds the state ── */
  var drawer = document.getElementById('__drawer');
  var menu = document.getElementById('menu');
  var opener = null;

  function setDrawer(open) {
    if (!drawer || !menu || drawer.checked === open) return;
    if (open) opener = document.activeElement;
    drawer.checked = open;
    showDrawer();
    if (open) {
      /* It becomes visible with the next style calculation only. */
      menu.getBoundingClientRect();
      setTimeout(function () { menu.querySelector('.drawer-top button').focus(); }, 30);
    } else if (opener) {
      opener.focus();
      opener = null;
    }
  }

  function showDrawer() {
    document.querySelectorAll('[data-do="menu"][aria-expanded]').forEach(function (button) {
      button.setAttribute('aria-expanded', String(drawer.checked));
    });
  }

  if (drawer && menu) {
    drawer.addEventListener('change', showDrawer);
    menu.addEventListener('click', function (event) {
      if (event.target.closest('a')) setDrawer(false);
    });
    menu.addEventListener('keydown', function (event) {
      if (event.key !== 'Tab') return;
      var stops = Array.from(menu.querySelectorAll('a[href], button, input')).filter(function (stop) {
        return stop.offsetParent !== null;
      });
      if (document.activeElement === stops[event.shiftKey ? 0 : stops.length - 1]) {
        event.preventDefault();
        stops[event.shiftKey ? stops.length - 1 : 0].focus();
      }
    });
  }

  /* ── commands ── */
  function copyCitation(button) {
    var text = button.closest('.cite').querySelector('.citation').textContent.trim();
    var told = button.textContent;
    var done = function () {
      button.textContent = button.getAttribute('data-done');
      setTimeout(function () { button.textContent = told; }, 2000);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () { copyBySelection(text, done); });
    } else {
      copyBySelection(text, done);
    }
  }

  /** For pages without a secure context: an intranet without TLS. */
  function copyBySelection(text, done) {
    var area = document.createElement('textarea');
    area.value = text;
    area.className = 'vh';
    document.body.appendChild(area);
    area.select();
    if (document.execCommand('copy')) done();
    area.remove();
  }

  var commands = {
    menu: function () { setDrawer(!drawer.checked); },
    senior: switchSenior,
    scheme: switchScheme,
    print: function () { window.print(); },
    copy: copyCitation,
  };

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-do]');
    if (button && Object.prototype.hasOwnProperty.call(commands, button.getAttribute('data-do'))) {
      commands[button.getAttribute('data-do')](button);
    }
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') setDrawer(false);
  });

  /* ── the layout on paper: kept for all pages ── */
  var layouts = document.querySelectorAll('input[name="print-layout"]');

  function showLayout(layout) {
    root.setAttribute('data-paper', layout === 'official' ? 'official' : 'reading');
    layouts.forEach(function (choice) { choice.checked = choice.value === root.getAttribute('data-paper'); });
  }

  layouts.forEach(function (choice) {
    choice.addEventListener('change', function () {
      window.__md_set('__print', choice.value);
      showLayout(choice.value);
    });
  });
  showLayout(window.__md_get('__print'));

  /* ── a fragment that names a content tab opens it ── */
  var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target && target.name) target.checked = target.name.indexOf('__tabbed_') === 0;

  showSenior();
})();
