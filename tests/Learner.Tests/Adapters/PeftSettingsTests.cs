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
    public void ToGroup_OfAValueOutOfRange_NamesTheFile(string name, string value) =>
        Assert.StartsWith("adapter_config.json: ", Assert.Throws<InvalidDataException>(() => PeftSettings.ToGroup(Settings(name, value), "adapter_config.json")).Message);

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
