/** Checks of the dashboards and alert rules in {@code deploy}. */
@NullMarked
package io.cancernet.local.monitoring;

import org.jspecify.annotations.NullMarked;
