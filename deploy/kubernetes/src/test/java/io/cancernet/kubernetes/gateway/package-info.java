/** Checks of the gateway's configuration, by the server that it is for. */
@NullMarked
package io.cancernet.kubernetes.gateway;

import org.jspecify.annotations.NullMarked;
