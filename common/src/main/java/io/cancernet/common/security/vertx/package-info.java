/** What holds for every HTTP request, whatever answers it. */
@NullMarked
package io.cancernet.common.security.vertx;

import org.jspecify.annotations.NullMarked;
