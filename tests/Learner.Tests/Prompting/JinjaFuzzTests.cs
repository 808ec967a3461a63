using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Prompting.Jinja;

namespace MlopsCl.Learner.Tests.Prompting;

public sealed class JinjaFuzzTests : IDisposable
{
    private static readonly JsonElement Given = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("jinja", "cases.json"))).RootElement;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Render_OfADamagedTemplate_GivesATextOrNamesTemplateAndLine()
    {
        byte[][] originals = [.. Given.GetProperty("cases").EnumerateArray().Select(item => Encoding.UTF8.GetBytes(item.GetProperty("template").GetString()!))];
        (string, object?)[] values = [.. Given.GetProperty("values").EnumerateObject().Select(value => (value.Name, JinjaJsonValue.Of(value.Value)))];
        int times = Thorough.Count(2_000, 30_000);

        var refused = Enumerable.Range(0, times).Count(seed =>
        {
            var damaged = Encoding.UTF8.GetString(Mutation.Of(originals[seed % originals.Length], seed));
            try
            {
                JinjaTemplate.Parse("damaged.jinja", damaged).Render(values);
                return false;
            }
            catch (JinjaException error)
            {
                Assert.StartsWith("damaged.jinja: line ", error.Message);
                return true;
            }
        });

        Assert.InRange(refused, times / 4, times - 1);
    }

    [Fact]
    public void Read_OfDamagedSettings_GivesSettingsOrNamesTheFile()
    {
        var original = Encoding.UTF8.GetBytes(
            "{\"eos_token\":{\"content\":\"</s>\"},\"bos_token\":\"<s>\",\"chat_template\":[{\"name\":\"default\",\"template\":\"{{ 1 }}\"}]}");
        for (var seed = 0; seed < Thorough.Count(300, 5_000); seed++)
        {
            File.WriteAllBytes(_folder.File("tokenizer_config.json"), Mutation.Of(original, seed));
            try
            {
                Assert.NotNull(ChatSettings.Read(_folder.Path));
            }
            catch (InvalidDataException error)
            {
                Assert.Contains("tokenizer_config.json", error.Message);
            }
        }
    }
}
