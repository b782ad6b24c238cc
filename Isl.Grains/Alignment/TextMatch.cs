using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Isl.Grains.Interfaces.Alignment;

namespace Isl.Grains.Alignment;

/// <summary>Priorities and constraints against attributes, as sets of normalised words: nothing is understood.</summary>
internal static class TextMatch
{
    private static readonly HashSet<string> Small = ["a", "an", "and", "the", "of", "for", "to", "in", "on", "with", "our", "we", "be", "is",
        "must", "should", "keep", "stay"];
    private static readonly HashSet<string> Less =
        ["low", "lower", "lowest", "less", "fewer", "minimize", "minimise", "minimal", "reduce", "reduced", "decrease", "cheap", "cheaper",
            "small", "short", "shorter", "cut", "avoid", "limit"];

    private static readonly HashSet<string> More =
        ["high", "higher", "highest", "more", "maximize", "maximise", "maximal", "increase", "improve", "raise", "grow", "strong", "large",
            "good", "better", "best", "great"];

    private static readonly HashSet<string> AtMost = ["under", "below", "most", "max", "maximum", "within", "<", "<=", "≤", "less", "than"];
    private static readonly HashSet<string> AtLeast = ["over", "above", "least", "min", "minimum", ">", ">=", "≥", "more"];

    /// <summary>Words in lower case, without small words; numbers and signs of comparison stay.</summary>
    public static ImmutableArray<string> Words(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().Append(' '))
        {
            if (char.IsLetterOrDigit(letter) || letter is '.' or '<' or '>' or '=' or '≤' or '≥')
            {
                word.Append(letter);
                continue;
            }

            if (word.ToString().Trim('.') is { Length: > 0 } whole && !Small.Contains(whole))
            {
                words.Add(whole);
            }

            word.Clear();
        }

        return words.ToImmutable();
    }

    /// <summary>The text in the form that texts are compared in.</summary>
    public static string Normal(string text) => string.Join(' ', Words(text));

    /// <summary>How well each option serves a priority, 0..1; null where no option's attributes have anything to do with it.</summary>
    public static double[]? Serves(string priority, ImmutableArray<TeamOption> options)
    {
        var words = Words(priority);
        var (less, more) = (words.Any(Less.Contains), words.Any(More.Contains));
        string[] subject = [.. words.Where(word => !Less.Contains(word) && !More.Contains(word))];
        if (NumbersOf(subject, options) is { } numbers)
        {
            var (low, high) = (numbers.Min(), numbers.Max());
            return [.. numbers.Select(value => high > low ? less && !more ? (high - value) / (high - low) : (value - low) / (high - low) : 0.5)];
        }

        double[] found = [.. options.Select(option => subject.Length > 0 && subject.All(WordsOf(option).Contains) ? 1.0 : 0)];
        return found.Any(one => one > 0) ? found : null;
    }

    /// <summary>Whether each option keeps a constraint; null where it cannot be told.</summary>
    public static bool[]? Keeps(string constraint, ImmutableArray<TeamOption> options)
    {
        var words = Words(constraint);
        var isMost = words.Any(AtMost.Contains) && !words.Contains("least");
        var isLeast = words.Any(AtLeast.Contains) && !isMost;
        double[] limits = [.. words.Select(Number).OfType<double>()];
        string[] subject = [.. words.Where(word => !AtMost.Contains(word) && !AtLeast.Contains(word) && Number(word) is null)];
        return limits is [var limit] && isMost != isLeast && NumbersOf(subject, options) is { } numbers
            ? [.. numbers.Select(value => isMost ? value <= limit : value >= limit)]
            : null;
    }

    private static double? Number(string word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : null;

    /// <summary>Values of the numeric attribute that a text names, where every option has it.</summary>
    private static double[]? NumbersOf(string[] subject, ImmutableArray<TeamOption> options)
    {
        foreach (var name in options[0].Attributes.Where(attribute => attribute.Number is not null).Select(attribute => attribute.Name))
        {
            var words = Words(name.Replace('_', ' '));
            if (words.Length > 0 && words.All(subject.Contains)
                && options.All(option => option.Attributes.Any(attribute => attribute.Name == name && attribute.Number is not null)))
            {
                return [.. options.Select(option => option.Attributes.First(attribute => attribute.Name == name).Number!.Value)];
            }
        }

        return null;
    }

    private static HashSet<string> WordsOf(TeamOption option) =>
        [.. Words(option.Name), .. option.Attributes.SelectMany(attribute => Words($"{attribute.Name.Replace('_', ' ')} {attribute.Text}"))];
}
