namespace MlopsCl.Pipeline.Tests;

public sealed class ErrorTextTests
{
    [Fact]
    public void Of_ALongLine_LeavesOutItsMiddle()
    {
        var text = ErrorText.Of($"The value '{new string('x', 10_000)}' is too long; 80 characters are taken. Shorten it.");
        Assert.Equal(ErrorText.LongestLine, text.Length);
        Assert.StartsWith("The value 'xxx", text);
        Assert.EndsWith("80 characters are taken. Shorten it.", text);
        Assert.Contains("x ... x", text);
    }

    [Fact]
    public void Of_ManyProblems_KeepsEachOnItsLine()
    {
        string[] lines = ["The recipe has 3 problems:", "  one", "  " + new string('y', 1000), "  three"];
        var shown = ErrorText.Of(string.Join('\n', lines)).Split('\n');
        Assert.Equal([lines[0], lines[1], lines[3]], [shown[0], shown[1], shown[3]]);
        Assert.Equal(400, shown[2].Length);
    }

    [Fact]
    public void Of_LinesWithoutEnd_Ends() => Assert.InRange(ErrorText.Of(string.Concat(Enumerable.Repeat("line\n", 100_000))).Length, 1000, 20_000);

    [Fact]
    public void Of_AnAddressAtTheCut_ShowsNoPartOfItsSecret() =>
        Assert.DoesNotContain("S3CRET", ErrorText.Of(new string('x', 260) + " https://anna:S3CRETS3CRETS3CRET@host/p " + new string('y', 500)));

    [Fact]
    public void MessageOf_AnArgumentsError_LeavesOutTheCodesOwnName()
    {
        Assert.Equal("There is no method 'x'.", ErrorText.MessageOf(new ArgumentException("There is no method 'x'.", "choice")));
        Assert.Equal("Why.", ErrorText.MessageOf(new AggregateException(new InvalidDataException("Why."))));
    }

    [Fact]
    public void InOneLine_OfSeveralLines_HasNone()
    {
        Assert.Equal("a b c", ErrorText.InOneLine("a\n  b\r\n\nc"));
        Assert.Equal(300, ErrorText.InOneLine(new string('x', 2000), 300).Length);
    }
}
