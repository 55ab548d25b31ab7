package io.migomail.e2e.structure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which module may know which, and which calls are banned. */
class LayersTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.migomail");

    @Test
    void coreKnowsTheJdkAndProtobufOnly() {
        classes()
                .that()
                .resideInAPackage("io.migomail.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.migomail.core..", "java..", "javax.crypto..", "com.google.protobuf..", "org.jspecify.."))
                .check(OURS);
    }

    @Test
    void nobodyKnowsWhatStandsAboveIt() {
        onlyKnownBy("io.migomail.standalone..", "io.migomail.standalone..");
        onlyKnownBy("io.migomail.ingress..", "io.migomail.ingress..", "io.migomail.standalone..");
        onlyKnownBy("io.migomail.jobs..", "io.migomail.jobs..", "io.migomail.standalone..");
        onlyKnownBy("io.migomail.mta..", "io.migomail.mta..", "io.migomail.jobs..");
        onlyKnownBy("io.migomail.egress..", "io.migomail.egress..", "io.migomail.standalone..");
    }

    @Test
    void anEgressNodeKnowsNothingOfMessages() {
        classes()
                .that()
                .resideInAPackage("io.migomail.egress..")
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage("io.migomail.."))
                                .or(resideInAnyPackage(
                                        "io.migomail.egress..",
                                        "io.migomail.mail.dns..",
                                        "io.migomail.mail.socks..",
                                        "io.migomail.telemetry..",
                                        "io.migomail.core")))
                .check(OURS);
    }

    @Test
    void theCommandLineClientSeesThePublicApiOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.migomail.cli..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("io.migomail.cli..", "io.migomail.sdk.."))
                        .and(resideInAnyPackage("io.migomail..")))
                .check(OURS);
    }

    @Test
    void mailKnowsNothingOfTheProductButItsVocabulary() {
        classes()
                .that()
                .resideInAPackage("io.migomail.mail..")
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage("io.migomail.."))
                                .or(resideInAnyPackage("io.migomail.mail..", "io.migomail.core")))
                .check(OURS);
    }

    @Test
    void telemetryKnowsTheVocabularyOnly() {
        classes()
                .that()
                .resideInAPackage("io.migomail.telemetry..")
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage("io.migomail.."))
                                .or(resideInAnyPackage("io.migomail.telemetry..", "io.migomail.core..")))
                .check(OURS);
    }

    @Test
    void everyLibraryLivesInOneModule() {
        onlyUsedBy("io.prometheus..", "io.migomail.telemetry..");
        onlyUsedBy("io.opentelemetry..", "io.migomail.telemetry..");
        onlyUsedBy("freemarker..", "io.migomail.templates..", "freemarker..");
        onlyUsedBy("org.jsoup..", "io.migomail.templates..");
        onlyUsedBy("com.helger..", "io.migomail.templates..");
        onlyUsedBy("org.bouncycastle..", "io.migomail.mail..");
        onlyUsedBy("jakarta.mail..", "io.migomail.mail..");
        onlyUsedBy("org.xbill.DNS..", "io.migomail.mail..", "io.migomail.testkit..");
        onlyUsedBy("com.clickhouse..", "io.migomail.analytics..");
        onlyUsedBy("io.javalin..", "io.migomail.ingress..");
        onlyUsedBy("org.commonmark..", "io.migomail.ingress.docs..");
        onlyUsedBy("kafka..", "io.migomail.standalone.kafka..");
    }

    @Test
    void theEngineAndTheQueueKnowNothingOfFlink() {
        noClasses()
                .that()
                .resideInAPackage("io.migomail.mta.engine..")
                .or()
                .resideInAPackage("io.migomail.mta.policy..")
                .or()
                .resideInAPackage("io.migomail.mta.shaping..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(OURS);
    }

    @Test
    void timeAndRandomnessAreArguments() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.migomail.core.TimeSource")
                .and()
                .haveNameNotMatching("io\\.migomail\\.core\\.TimeSource.*")
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(OURS);
    }

    private static void onlyKnownBy(String layer, String... users) {
        noClasses()
                .that()
                .resideInAPackage("io.migomail..")
                .and()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(layer)
                .check(OURS);
    }

    private static void onlyUsedBy(String library, String... users) {
        noClasses()
                .that()
                .resideInAPackage("io.migomail..")
                .and()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(OURS);
    }
}
