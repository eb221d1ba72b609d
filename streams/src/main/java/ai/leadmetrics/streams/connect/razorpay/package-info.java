/** Razorpay: its webhooks, its API and its signatures. */
@NullMarked
package ai.leadmetrics.streams.connect.razorpay;

import org.jspecify.annotations.NullMarked;
