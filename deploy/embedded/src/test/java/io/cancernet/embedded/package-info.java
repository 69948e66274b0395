/** Tests of the embedded servers: through their own clients, from outside the child JVM. */
@NullMarked
package io.cancernet.embedded;

import org.jspecify.annotations.NullMarked;
