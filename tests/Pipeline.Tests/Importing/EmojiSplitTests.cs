using MlopsCl.Pipeline.Importing.Pretraining;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Importing;

public sealed class EmojiSplitTests
{
    [Theory]
    [InlineData("1F468-200D-1F692", "1F469-200D-1F692")]
    [InlineData("1F3C3", "1F3C3-200D-2640-FE0F-200D-27A1-FE0F")]
    [InlineData("1F468-200D-1F466-200D-1F466", "1F9D1-200D-1F9D2-200D-1F9D2")]
    [InlineData("2764", "2764-FE0F")]
    public void IsForPretraining_VariantsOfOneSubject_AreDecidedTogether(string one, string other) =>
        Assert.Equal(EmojiSplit.IsForPretraining(one), EmojiSplit.IsForPretraining(other));

    [Fact]
    public void IsForPretraining_IgnoresTheCaseOfTheDigits() =>
        Assert.Equal(EmojiSplit.IsForPretraining("1F6A2"), EmojiSplit.IsForPretraining("1f6a2"));

    [Fact]
    public void IsForPretraining_OverManyCodePoints_TakesAboutHalf()
    {
        var taken = Enumerable.Range(0x1F300, 1000).Count(p => EmojiSplit.IsForPretraining(p.ToString("X")));
        Assert.InRange(taken, 440, 560); // a fair coin leaves this range once in 6,000 times
    }

    [Fact]
    public void IsForPretraining_WithoutCodePoints_IsAnError() => Assert.Throws<ArgumentException>(() => EmojiSplit.IsForPretraining(" "));
}
