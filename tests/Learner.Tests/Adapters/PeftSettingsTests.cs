using System.Text.Json.Nodes;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>The settings of PEFT's own file, one of them changed.</summary>
public sealed class PeftSettingsTests
{
    [Theory]
    [InlineData("peft_type", "\"IA3\"")]
    [InlineData("bias", "\"all\"")]
    [InlineData("lora_bias", "true")]
    [InlineData("use_qalora", "true")]
    [InlineData("use_bdlora", "{\"nblocks\": 2}")]
    [InlineData("arrow_config", "{\"top_k\": 2}")]
    [InlineData("alora_invocation_tokens", "[1, 2]")]
    [InlineData("kasa_config", "{\"x\": 1}")]
    [InlineData("layer_replication", "[[0, 2]]")]
    [InlineData("megatron_config", "{\"x\": 1}")]
    [InlineData("target_parameters", "[\"experts.gate_up_proj\"]")]
    [InlineData("trainable_token_indices", "[3]")]
    [InlineData("ensure_weight_tying", "true")]
    [InlineData("init_lora_weights", "\"pissa_niter_4\"")]
    [InlineData("init_lora_weights", "\"olora\"")]
    [InlineData("init_lora_weights", "\"loftq\"")]
    [InlineData("a_setting_of_next_year", "1")]
    public void ToGroup_OfASettingThatChangesNumbersAndIsNotRun_RefusesItByName(string name, string value)
    {
        var error = Assert.Throws<InvalidDataException>(() => PeftSettings.ToGroup(Settings(name, value), "adapter_config.json"));
        Assert.StartsWith("adapter_config.json: " + name, error.Message);
    }

    [Theory]
    [InlineData("init_lora_weights", "\"gaussian\"")]
    [InlineData("init_lora_weights", "false")]
    [InlineData("fan_in_fan_out", "true")]
    [InlineData("eva_config", "{\"rho\": 2.0}")]
    [InlineData("revision", "\"main\"")]
    [InlineData("task_type", "\"CAUSAL_LM\"")]
    [InlineData("a_setting_of_next_year", "null")]
    [InlineData("a_switch_of_next_year", "false")]
    public void ToGroup_OfASettingWithoutEffectOnAnAdapterThatExists_TakesIt(string name, string value) =>
        Assert.Equal(4, PeftSettings.ToGroup(Settings(name, value), "adapter_config.json").Rank);

    [Theory]
    [InlineData("r", "0")]
    [InlineData("r", "\"four\"")]
    [InlineData("lora_dropout", "1.0")]
    [InlineData("target_modules", "null")]
    [InlineData("rank_pattern", "{\"q_proj\": 0}")]
    [InlineData("rank_pattern", "{\"q_proj\": 2.5}")]
    [InlineData("lora_alpha", "1e999")]
    public void ToGroup_OfAValueOutOfRange_NamesTheFile(string name, string value) =>
        Assert.StartsWith(
            "adapter_config.json: ", Assert.Throws<InvalidDataException>(() => PeftSettings.ToGroup(Settings(name, value), "adapter_config.json")).Message);

    [Theory]
    [InlineData("layers_to_transform", "1", "1")]
    [InlineData("layers_to_transform", "[1]", "[1]")]
    [InlineData("layers_to_transform", "[]", "[]")]
    [InlineData("layers_pattern", "\"layers\"", "\"layers\"")]
    [InlineData("layers_pattern", "[\"layers\", \"h\"]", "[\"layers\",\"h\"]")]
    [InlineData("exclude_modules", "[]", "[]")]
    [InlineData("exclude_modules", "\".*vision.*\"", "\".*vision.*\"")]
    [InlineData("modules_to_save", "[]", "[]")]
    [InlineData("lora_alpha", "8.0", "8")]
    public void Write_OfSettingsThatWereRead_KeepsTheirForm(string name, string value, string written)
    {
        using var folder = new TemporaryFolder();
        var settings = Settings(name, value);
        PeftConfigFile.Write(folder.Path, [PeftSettings.ToGroup(settings, "f")], "llava", settings);
        var again = PeftConfigFile.Read(folder.Path);
        Assert.Equal(written, again[name]!.ToJsonString());
        Assert.All(settings, field => Assert.True(JsonNode.DeepEquals(field.Value, again[field.Key]), field.Key));
    }

    // None of them may be passed over: the adapter would compute something else.
    [Theory]
    [InlineData("modules_to_save", "\"multi_modal_projector\"", "modules_to_save is \"multi_modal_projector\"; it must be a list of texts.")]
    [InlineData("modules_to_save", "[1]", "modules_to_save is 1; it must be a list of texts.")]
    [InlineData("rank_pattern", "[8]", "rank_pattern is [8]; it must be an object of numbers.")]
    [InlineData("alpha_pattern", "{\"q_proj\": \"4\"}", "alpha_pattern is \"4\"; it must be an object of numbers.")]
    [InlineData("exclude_modules", "{}", "exclude_modules is {}; it must be a list of texts.")]
    [InlineData("target_modules", "[null]", "target_modules is null; it must be a list of texts.")]
    [InlineData("layers_to_transform", "\"1\"", "layers_to_transform is \"1\"; it must be a whole number or a list of them.")]
    [InlineData("layers_to_transform", "[1.5]", "layers_to_transform is 1.5; it must be a list of whole numbers.")]
    [InlineData("use_dora", "\"true\"", "use_dora is \"true\"; it must be true or false.")]
    [InlineData("r", "4.5", "r is 4.5; it must be a whole number.")]
    [InlineData("lora_alpha", "[8]", "lora_alpha is [8]; it must be a number.")]
    public void ToGroup_OfAValueOfAnotherForm_NamesTheSettingAndTheForm(string name, string value, string told) =>
        Assert.Equal("f: " + told, Assert.Throws<InvalidDataException>(() => PeftSettings.ToGroup(Settings(name, value), "f")).Message);

    [Fact]
    public void ToGroup_OfSeveralRefusals_TellsThemAtOnce()
    {
        var settings = Settings("bias", "\"lora_only\"");
        settings["use_qalora"] = true;
        var message = Assert.Throws<InvalidDataException>(() => PeftSettings.ToGroup(settings, "f")).Message;
        Assert.Contains("bias is 'lora_only'", message);
        Assert.Contains("use_qalora is true", message);
    }

    private static JsonObject Settings(string name, string value)
    {
        var settings = PeftConfigFile.Read(Fixture.Path("peft-lora", "after10"));
        settings[name] = JsonNode.Parse(value);
        return settings;
    }
}
