/** Tests of client. */
@NullMarked
package io.cancernet.local.client;

import org.jspecify.annotations.NullMarked;
