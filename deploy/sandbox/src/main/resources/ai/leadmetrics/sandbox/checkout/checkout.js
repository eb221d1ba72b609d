// Stands in for https://checkout.razorpay.com/v1/checkout.js: the same constructor, options and
// callbacks, with a page of the sandbox in the place of the bank.
(() => {
  const base = new URL(document.currentScript.src).origin;

  class Razorpay {
    constructor(options) {
      this.options = options;
      this.listeners = {};
    }

    on(event, listener) {
      this.listeners[event] = listener;
    }

    open() {
      const { options } = this;
      const query = new URLSearchParams({ parent: window.location.origin, name: options.name ?? '' });
      for (const key of ['order_id', 'subscription_id', 'amount', 'currency', 'description']) {
        if (options[key] !== undefined) query.set(key, String(options[key]));
      }
      const frame = document.createElement('iframe');
      frame.title = 'Razorpay Checkout';
      frame.src = `${base}/razorpay/checkout.html?${query}`;
      Object.assign(frame.style, {
        position: 'fixed',
        inset: '0',
        width: '100%',
        height: '100%',
        border: '0',
        zIndex: '2147483647',
      });
      const close = () => {
        window.removeEventListener('message', heard);
        frame.remove();
      };
      const heard = (event) => {
        if (event.origin !== base || event.source !== frame.contentWindow) return;
        const { type, response } = event.data;
        if (type === 'paid') {
          close();
          options.handler?.(response);
        } else if (type === 'failed') {
          this.listeners['payment.failed']?.(response);
        } else if (type === 'dismissed') {
          close();
          options.modal?.ondismiss?.();
        }
      };
      window.addEventListener('message', heard);
      document.body.append(frame);
      this.close = close;
    }
  }

  window.Razorpay = Razorpay;
})();
