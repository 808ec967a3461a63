using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsCl.Host.Tests;

/// <summary>Fixtures of transformers, tokenizers and Pillow, run by the verb.</summary>
public sealed class ConformanceTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(Repository.Root, "tests", "Learner.Tests", "Fixtures");
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-conformance-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("llava", 7)]
    [InlineData("llava-keys-published", 7)]
    [InlineData("llava-keys-nested", 7)]
    [InlineData("llava-sharded-bf16", 7)]
    [InlineData("llava-full-layer-list-tied", 7)]
    [InlineData("peft-lora", 16)]
    [InlineData("peft-dora", 15)]
    [InlineData("peft-lora-projector-ranks", 15)]
    [InlineData("tokenizer-llama", 5)]
    [InlineData("tokenizer-bytelevel", 5)]
    [InlineData("pictures", 2)]
    [InlineData("sampling", 1)]
    [InlineData("configs", 8)]
    [InlineData("continual", 2)]
    public async Task Numbers_of_a_reference_implementation_are_ours(string folder, int checks)
    {
        var run = await Run.Of("conformance", Path.Combine(Fixtures, folder));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(checks, run.Output.Split('\n').Count(line => line.StartsWith("ok    " + folder + ": ", StringComparison.Ordinal)));
        Assert.Contains($"{checks} of {checks} checks passed on cpu", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_expected_value_is_a_check_that_fails()
    {
        Copy("sampling");
        var cases = JsonNode.Parse(File.ReadAllBytes(Path.Combine(_folder, "sampling", "cases.json")))!;
        cases[1]!["temperature"] = 0.71;
        File.WriteAllText(Path.Combine(_folder, "sampling", "cases.json"), cases.ToJsonString());
        var run = await Run.Of("conformance", _folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAIL  sampling: probabilities", run.Output, StringComparison.Ordinal);
        Assert.Contains("case 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_every_check_with_deviation_and_tolerance()
    {
        Copy("tokenizer-llama");
        Copy("continual");
        var expected = JsonNode.Parse(File.ReadAllBytes(Path.Combine(_folder, "tokenizer-llama", "expected.json")))!.AsArray();
        var ids = expected[0]!["ids"]!.AsArray();
        (ids[1], ids[2]) = ((int)ids[1]! + 1, (int)ids[2]! + 1);
        File.WriteAllText(Path.Combine(_folder, "tokenizer-llama", "expected.json"), expected.ToJsonString());
        var run = await Run.Of("conformance", _folder, "--json");
        Assert.Equal(1, run.ExitCode);
        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["checks", "device", "stack"], document.EnumerateObject().Select(field => field.Name));
        Assert.Equal("cpu", document.GetProperty("device").GetString());
        Assert.Contains("LibTorch", document.GetProperty("stack").GetString(), StringComparison.Ordinal);
        var checks = document.GetProperty("checks").EnumerateArray().ToArray();
        Assert.All(checks, check => Assert.Equal(["name", "deviation", "tolerance", "passed"], check.EnumerateObject().Select(field => field.Name)));
        Assert.Equal(7, checks.Length);
        Assert.Contains("FAIL  tokenizer-llama: ids", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ok ", run.Error, StringComparison.Ordinal);
        var failed = checks.Where(check => !check.GetProperty("passed").GetBoolean()).ToArray();
        Assert.Equal(
            ["tokenizer-llama: ids", "tokenizer-llama: decoded texts", "tokenizer-llama: decoded texts with special tokens"],
            failed.Select(check => check.GetProperty("name").GetString()));
        Assert.Equal((2, 0), (failed[0].GetProperty("deviation").GetDouble(), failed[0].GetProperty("tolerance").GetDouble()));
    }

    [Theory]
    [InlineData("tokenizer-bytelevel", "ids", "decoded")]
    [InlineData("tokenizer-llama", "ids", "decoded")]
    [InlineData("tokenizer-llama", "ids_without_special", "decoded")]
    [InlineData("tokenizer-llama", "ids", "decoded_with_special")]
    public async Task Texts_may_come_one_a_line_with_special_tokens_or_without(string kind, string ids, string decoded)
    {
        Copy(kind);
        var folder = Path.Combine(_folder, kind);
        var expected = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")))!.AsArray();
        File.WriteAllLines(
            Path.Combine(folder, "expected.jsonl"), expected.Select(
                one => new JsonObject
                {
                    ["text"] = one!["text"]!.DeepClone(), ["ids"] = one[ids]!.DeepClone(), ["decoded"] = one[decoded]!.DeepClone(),
                }.ToJsonString()));
        File.Delete(Path.Combine(folder, "expected.json"));
        var run = await Run.Of("conformance", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 of 2 checks passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_an_unknown_kind_is_named_and_does_not_pass()
    {
        Copy("continual");
        Directory.CreateDirectory(Path.Combine(_folder, "horoscopes", "deep"));
        File.WriteAllText(Path.Combine(_folder, "horoscopes", "expected.json"), "{\"sign\": \"Virgo\"}");
        var run = await Run.Of("conformance", _folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAIL  horoscopes: unknown kind of folder", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 3 checks passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_says_why_and_the_others_are_run()
    {
        Copy("continual");
        Copy("tokenizer-llama");
        File.WriteAllText(Path.Combine(_folder, "tokenizer-llama", "tokenizer.json"), "{");
        var run = await Run.Of("conformance", _folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAIL  tokenizer-llama: tokenizer", run.Output, StringComparison.Ordinal);
        Assert.Contains("tokenizer.json", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok    continual", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renamed_weights_without_their_origin_do_not_pass()
    {
        Copy("llava-keys-nested");
        var run = await Run.Of("conformance", _folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has the same weights", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_without_its_base_model_beside_it_does_not_pass()
    {
        Copy("peft-lora");
        Copy("peft-lora/start");
        Copy("peft-lora/after10");
        var run = await Run.Of("conformance", _folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("its base model 'out/llava' is not beside it", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_deeper_than_its_base_model_finds_it()
    {
        Copy("llava");
        foreach (var part in new[] { "", "/start", "/after10" })
            Copy("peft-dora" + part, "adapters/one" + part);
        var run = await Run.Of("conformance", Path.Combine(_folder, "adapters"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("15 of 15 checks passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_fails_alone_and_the_rest_of_the_folder_is_compared()
    {
        Copy("llava");
        File.WriteAllText(Path.Combine(_folder, "llava", "tokenizer.json"), "{");
        var run = await Run.Of("conformance", _folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAIL  llava: input ids", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok    llava: logits", run.Output, StringComparison.Ordinal);
        Assert.Contains("6 of 7 checks passed", run.Output, StringComparison.Ordinal);
    }

    // Positions have no end in rotary embeddings, and the reference goes on after the last that the configuration names.
    [Fact]
    public async Task Sequences_beyond_the_positions_of_the_configuration_are_compared()
    {
        Copy("llava");
        var path = Path.Combine(_folder, "llava", "config.json");
        var config = JsonNode.Parse(File.ReadAllBytes(path))!;
        config["text_config"]!["max_position_embeddings"] = 30;
        File.WriteAllText(path, config.ToJsonString());
        var run = await Run.Of("conformance", _folder);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_folder_of_weights_that_are_no_numbers_does_not_pass()
    {
        Copy("llava");
        var path = Path.Combine(_folder, "llava", "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        BitConverter.GetBytes(float.NaN).CopyTo(bytes, bytes.Length - 8);
        File.WriteAllBytes(path, bytes);
        var run = await Run.Of("conformance", _folder, "--json");
        Assert.Equal(1, run.ExitCode);
        var checks = JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray().ToArray();
        var failed = checks.Where(check => !check.GetProperty("passed").GetBoolean()).Select(check => check.GetProperty("name").GetString()).ToArray();
        Assert.NotEmpty(failed);
        Assert.All(checks, check => Assert.Equal(JsonValueKind.Number, check.GetProperty("deviation").ValueKind));
    }

    [Fact]
    public async Task A_folder_or_a_device_that_is_not_there_is_a_usage_error()
    {
        var absent = await Run.Of("conformance", Path.Combine(_folder, "absent"));
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains("There is no folder", absent.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run.Of("conformance", _folder, "--device", "cuda:99")).ExitCode);
    }

    private void Copy(string name, string? to = null)
    {
        to = Directory.CreateDirectory(Path.Combine(_folder, to ?? name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Fixtures, name)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
