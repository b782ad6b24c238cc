namespace Isl.Grains.Words;

/// <summary>
/// Something an algorithm found that the reader should know: a step of the reasoning, an assumption, a limit. Made as data, in the
/// reader's names; its English stands here and nowhere else, and no code reads a sentence back.
/// </summary>
public abstract record Finding
{
    /// <summary>The finding as one sentence or two.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}

/// <summary>Findings to sentences.</summary>
public static class FindingsExtensions
{
    /// <summary>The sentences, in order.</summary>
    public static IEnumerable<string> Texts(this IEnumerable<Finding> findings) => findings.Select(finding => finding.Text);
}
