/** WhatsApp Cloud API. */
@NullMarked
package ai.leadmetrics.streams.connect.whatsapp;

import org.jspecify.annotations.NullMarked;
