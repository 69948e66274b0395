package io.cancernet.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that a machine can check, for every module. */
public final class ArchitectureRules {

    /** Adapter packages by the technology that they alone may know. */
    private static final Set<String> ADAPTERS = Set.of("rest", "kafka", "postgres", "objectstore", "djl");

    private static final List<String> TECHNOLOGY = List.of(
            "jakarta.ws.rs..",
            "jakarta.persistence..",
            "io.quarkus.hibernate..",
            "org.hibernate..",
            "java.sql..",
            "org.apache.kafka..",
            "org.eclipse.microprofile.reactive.messaging..",
            "io.minio..",
            "ai.djl..");

    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private ArchitectureRules() {}

    /** Checks a service: its features know no technology, entities stay inside, and it uses no other service. */
    public static void checkService(String rootPackage) {
        JavaClasses service = importMain(rootPackage);
        checkNullMarked(service);
        checkProduces(service);
        noClasses()
                .that(areOutsideAdapters())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY.toArray(String[]::new))
                .because("only adapter packages (%s) know a technology".formatted(ADAPTERS))
                .check(service);
        noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("classes of another service or of the launcher") {
                    @Override
                    public boolean test(JavaClass other) {
                        String name = other.getPackageName();
                        return name.startsWith("io.cancernet.")
                                && !name.startsWith(rootPackage)
                                && !name.startsWith("io.cancernet.common");
                    }
                })
                .because("services meet in Kafka, in the object store and in REST")
                .check(service);
        noClasses()
                .that()
                .resideOutsideOfPackage("..postgres..")
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .allowEmptyShould(true)
                .because("entities never leave postgres")
                .check(service);
    }

    /** Checks that every package of a module says that its types are non-null unless marked. */
    public static void checkNullMarked(JavaClasses module) {
        classes()
                .should(new ArchCondition<>("lie in a @NullMarked package") {
                    @Override
                    public void check(JavaClass each, ConditionEvents events) {
                        if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(
                                    each, each.getPackageName() + " has no @NullMarked package-info"));
                        }
                    }
                })
                .check(module);
    }

    /** Checks that every endpoint that answers with an object says in which form: otherwise any that is asked for will do. */
    public static void checkProduces(JavaClasses module) {
        methods()
                .that(new DescribedPredicate<JavaMethod>("endpoints that answer with an object") {
                    @Override
                    public boolean test(JavaMethod each) {
                        return METHODS.stream().anyMatch(each::isAnnotatedWith)
                                && !Set.of("void", Response.class.getName())
                                        .contains(each.getRawReturnType().getName());
                    }
                })
                .should(new ArchCondition<>("say what they produce") {
                    @Override
                    public void check(JavaMethod each, ConditionEvents events) {
                        if (!each.isAnnotatedWith(Produces.class)
                                && !each.getOwner().isAnnotatedWith(Produces.class)) {
                            events.add(SimpleConditionEvent.violated(each, each.getFullName() + " has no @Produces"));
                        }
                    }
                })
                .check(module);
    }

    public static JavaClasses importMain(String rootPackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
    }

    private static DescribedPredicate<JavaClass> areOutsideAdapters() {
        return new DescribedPredicate<>("classes outside adapter packages") {
            @Override
            public boolean test(JavaClass each) {
                return List.of(each.getPackageName().split("\\.")).stream().noneMatch(ADAPTERS::contains);
            }
        };
    }
}
