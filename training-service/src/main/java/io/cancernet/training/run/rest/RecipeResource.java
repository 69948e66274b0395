package io.cancernet.training.run.rest;

import io.cancernet.common.page.Page;
import io.cancernet.common.security.Roles;
import io.cancernet.training.recipe.RecipeField;
import io.cancernet.training.run.RecipeBook;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Recipes over REST. */
@Path("/api/v1/recipes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "recipes", description = "Everything about a run that is chosen and not data")
@RolesAllowed(Roles.VIEWER)
public class RecipeResource {

    private final RecipeBook recipes;

    public RecipeResource(RecipeBook recipes) {
        this.recipes = recipes;
    }

    @GET
    @Operation(summary = "List the recipes with all their settings")
    public Page<Map<String, Object>> list() {
        return Page.whole(recipes.presets());
    }

    @GET
    @Path("/fields")
    @Operation(summary = "List the fields that recipes have, with the values that each may take")
    public Page<RecipeField> fields() {
        return Page.whole(recipes.fields());
    }
}
