/** RFC 9457 problem answers. */
@NullMarked
package io.cancernet.common.rest;

import org.jspecify.annotations.NullMarked;
