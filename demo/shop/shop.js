/* The demo shop's own script: a cart in the browser's storage, as small shops have it, and the calls that tell of it. */
/* global cartRecovery */
(() => {
  const { base, restoreUrl, currency, locale } = document.currentScript.dataset;
  const cartKey = 'lumen-cart';
  const snippetWaitMs = 500;
  const tell = (...call) => window.cartRecovery?.(...call);
  const money = (minor) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 100);

  // Calls made before the snippet is there are kept for it.
  window.cartRecovery ??= (...call) => {
    window.cartRecovery.q = [...(window.cartRecovery.q ?? []), call];
  };

  const readCart = () => {
    try {
      return JSON.parse(localStorage.getItem(cartKey)) ?? [];
    } catch {
      return [];
    }
  };
  const saveCart = (lines) => {
    localStorage.setItem(cartKey, JSON.stringify(lines));
    showCount(lines);
    tell('cart', { lines, currency, restoreUrl });
  };
  const showCount = (lines) => {
    const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    document.querySelector('[data-count]').textContent = count ? ` (${count})` : '';
  };
  const setQuantity = (lines, line, quantity) => {
    const others = lines.filter(({ productId }) => productId !== line.productId);
    return quantity > 0 ? [...others, { ...line, quantity }] : others;
  };
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /** Until this script is there a button would send its form to the page's own address. */
  const usable = (form) => {
    form.querySelector('button').disabled = false;
  };

  /** The form on a product's page. */
  function product(form) {
    usable(form);
    const line = JSON.parse(form.dataset.line);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const lines = readCart();
      const had = lines.find(({ productId }) => productId === line.productId)?.quantity ?? 0;
      saveCart(setQuantity(lines, line, had + Number(form.elements.quantity.value)));
      location.assign(`${base}/cart`);
    });
  }

  /** The list on the cart's and the checkout's page. */
  function list(place, changeable) {
    const lines = readCart();
    const total = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
    place.replaceChildren(
      ...lines.map((line) => {
        const { name, imageUrl, quantity, unitPriceMinor, url } = line;
        const row = element(
          'li',
          {},
          element('img', { src: imageUrl, alt: '', width: 72, height: 72 }),
          element('a', { href: url, textContent: name }),
          element('span', { className: 'quiet', textContent: `${quantity} × ${money(unitPriceMinor)}` }),
          element('b', { textContent: money(quantity * unitPriceMinor) }),
        );
        if (changeable) {
          const remove = element('button', { type: 'button', className: 'plain', textContent: 'Remove' });
          remove.setAttribute('aria-label', `Remove ${name}`);
          remove.addEventListener('click', () => {
            saveCart(setQuantity(readCart(), line, 0));
            list(place, changeable);
          });
          row.append(remove);
        }
        return row;
      }),
    );
    document.querySelector('[data-total]').textContent = money(total);
    for (const part of document.querySelectorAll('[data-if]'))
      part.hidden = (part.dataset.if === 'empty') !== (lines.length === 0);
  }

  const post = async (path, body) => {
    const answer = await fetch(`${base}/${path}`, {
      method: 'POST',
      // What was filled in arrives although the page is left meanwhile.
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the shop answered ${answer.status}`);
  };
  /** Who this browser and its cart are for the engine, as far as the snippet is there; the shop must work without it. */
  const ids = () =>
    new Promise((resolve) => {
      setTimeout(resolve, snippetWaitMs, {});
      tell('ready', resolve);
    });

  /** Contact first, as checkouts have it: from then on the person can be reminded. */
  function checkout(form) {
    usable(form);
    const { email, agreed, order } = form.elements;
    const visitor = ids();
    let told = { email: '', agreed: null };
    tell('checkout', { lines: readCart(), currency, restoreUrl });

    /** Tells the shop what stands in the form, unless it knows. A box that was never ticked says nothing. */
    const tellContact = async () => {
      const now = { email: email.value, agreed: agreed.checked || (told.agreed === null ? null : false) };
      if (now.email === told.email && now.agreed === told.agreed) return;
      const before = told;
      told = now;
      try {
        await post('contact', { ...(await visitor), ...now });
      } catch (error) {
        told = before;
        throw error;
      }
      // From now on there is somebody to remind: time begins anew.
      tell('cart', { lines: readCart(), currency, restoreUrl });
      order.disabled = false;
      for (const note of form.querySelectorAll('[data-said]'))
        note.hidden = (note.dataset.said === 'agreed') !== agreed.checked;
    };
    /** When a field is left, as shops do: most people who go never press a button. */
    const tellQuietly = () => {
      if (email.value !== '' && email.validity.valid) void tellContact().catch(() => {});
    };
    form.addEventListener('change', tellQuietly);
    document.addEventListener('visibilitychange', () => document.hidden && tellQuietly());

    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      try {
        await tellContact();
        if (event.submitter !== order) return;
        const lines = readCart().map(({ productId, quantity }) => ({ productId, quantity }));
        await post('orders', { ...(await visitor), email: email.value, lines });
        tell('order');
        localStorage.removeItem(cartKey);
        location.assign(`${base}/thanks`);
      } catch {
        email.setCustomValidity('The shop did not answer. Please try again.');
        form.reportValidity();
        email.setCustomValidity('');
      }
    });
  }

  tell('onRestore', ({ lines }) => {
    // What is in the cart here stays; of what was left, the missing comes back.
    const present = readCart();
    const missing = lines.filter(({ productId }) => !present.some((line) => line.productId === productId));
    saveCart([...present, ...missing]);
    location.assign(`${base}/cart?restored=${missing.length}`);
  });

  showCount(readCart());
  for (const form of document.querySelectorAll('form[data-line]')) product(form);
  for (const place of document.querySelectorAll('[data-cart]')) list(place, place.dataset.cart === 'changeable');
  for (const form of document.querySelectorAll('form[data-checkout]')) checkout(form);
  for (const note of document.querySelectorAll('[data-restored]'))
    note.hidden = !(new URLSearchParams(location.search).get('restored') > 0);
})();
