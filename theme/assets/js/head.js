/* Runs in the head, before anything is painted. No module: files opened from a folder may not load modules.

   Gives Material's script the four names that it expects, in a form that survives denied storage, and puts the
   colour scheme and the large type that the reader chose on <html>. */
(function () {
  'use strict';

  var script = document.currentScript;
  var scope = new URL((script && script.getAttribute('data-base') || '.') + '/', location.href);

  /** A value kept for this site, or null: nothing kept, storage denied, or not JSON. */
  function get(key, storage, base) {
    try {
      return JSON.parse((storage || localStorage).getItem((base || scope).pathname + '.' + key));
    } catch (denied) {
      return null;
    }
  }

  /** Keep a value for this site, where the browser allows it. */
  function set(key, value, storage, base) {
    try {
      (storage || localStorage).setItem((base || scope).pathname + '.' + key, JSON.stringify(value));
    } catch (denied) {
      /* The choice then lasts as long as the page. */
    }
  }

  /** Material's hash of a text (for announcements). */
  function hash(text) {
    return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0);
  }

  window.__md_scope = scope;
  window.__md_get = get;
  window.__md_set = set;
  window.__md_hash = hash;

  var root = document.documentElement;
  var kept = get('__palette');
  var color = kept && kept.color || {};
  var follows = color.media !== '(prefers-color-scheme: light)' && color.media !== '(prefers-color-scheme: dark)';
  var dark = follows ? matchMedia('(prefers-color-scheme: dark)').matches : color.scheme === 'slate';
  root.setAttribute('data-md-color-scheme', dark ? 'slate' : 'default');
  if (get('__senior') === true) root.setAttribute('data-mode', 'senior');
  if (get('__read') === 'both' || /[?&]read=both\b/.test(location.search)) root.setAttribute('data-read', 'wait');
  root.classList.remove('no-js');
  root.classList.add('js');
})();
