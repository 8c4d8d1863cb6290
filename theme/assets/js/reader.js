/* Another page of the site as a document, over http and from a folder. Over http it is fetched; a page opened from a
   folder may not do that, and opens it in a hidden frame that hands itself over (basket.js). */
(function () {
  'use strict';

  var PATIENCE = 20000;

  function framed(url) {
    return new Promise(function (resolve, reject) {
      var frame = document.createElement('iframe');
      frame.name = 'anliku-reader';
      // not `hidden`: Firefox computes no styles in a frame without a box, and the page's own script asks for one
      frame.style.cssText = 'position: absolute; width: 0; height: 0; border: 0; visibility: hidden';
      frame.setAttribute('aria-hidden', 'true');
      frame.tabIndex = -1;
      function end(done, value) {
        clearTimeout(timer);
        window.removeEventListener('message', receive);
        frame.remove();
        done(value);
      }
      function receive(event) {
        if (event.source !== frame.contentWindow || !event.data || event.data.anliku !== 'page') return;
        end(resolve, String(event.data.html));
      }
      var timer = setTimeout(function () { end(reject, new Error('no answer: ' + url)); }, PATIENCE);
      window.addEventListener('message', receive);
      frame.src = url;
      document.body.appendChild(frame);
    });
  }

  function fetched(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) throw new Error(response.status + ': ' + url);
      return response.text();
    });
  }

  /** A page by its full address. Its scripts do not run here, and its relative addresses stay as they are. */
  window.anlikuPage = function (url) {
    var text = location.protocol === 'file:' ? framed(url) : fetched(url);
    return text.then(function (html) { return new DOMParser().parseFromString(html, 'text/html'); });
  };
})();
