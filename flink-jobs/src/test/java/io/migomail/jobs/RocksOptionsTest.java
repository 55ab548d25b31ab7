package io.migomail.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Limits;
import io.migomail.core.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksOptionsTest {
    @TempDir
    Path folder;

    private List<String> optionsOfTheDatabase() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            Path options = all.filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(options);
        }
    }

    @Test
    void the_database_of_a_job_starts_its_manifest_anew_before_it_is_long() throws Exception {
        JobConfig job = JobConfig.of(Settings.from(Map.of("MIGO_KAFKA", "k:1", "MIGO_DATA", folder.toString())));
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend()
                .configure(FlinkSettings.job(job), getClass().getClassLoader());
        backend.setDbStoragePath(folder.toString());
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Last()), word -> word, Types.STRING)) {
            harness.setStateBackend(backend);
            harness.open();
            harness.processElement("a", 1);
            assertEquals(
                    List.of("  max_manifest_file_size=" + Limits.ROCKSDB_MANIFEST_BYTES),
                    optionsOfTheDatabase().stream()
                            .filter(line -> line.contains("max_manifest_file_size"))
                            .toList());
        }
    }

    /** Keeps the last word of a key. */
    private static final class Last extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1L;
        private transient ValueState<String> last;

        @Override
        public void open(OpenContext context) {
            last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.STRING));
        }

        @Override
        public void processElement(String word, Context context, Collector<String> out) throws Exception {
            last.update(word);
        }
    }
}
