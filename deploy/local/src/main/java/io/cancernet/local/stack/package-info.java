/** The whole system as processes on one machine: servers, services and the gateway before them. */
@NullMarked
package io.cancernet.local.stack;

import org.jspecify.annotations.NullMarked;
