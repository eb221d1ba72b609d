/**
 * A stand-in for the WhatsApp Cloud API: real HTTP, signed webhooks, faults on demand, a phone in
 * the browser.
 */
package ai.leadmetrics.sandbox;
