/** The services seen over their documented REST, by the one URL of a server. */
@NullMarked
package io.cancernet.local.client;

import org.jspecify.annotations.NullMarked;
