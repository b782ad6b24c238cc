namespace Isl.Grains.Words;

/// <summary>A simpler method answered in place of the one asked for.</summary>
/// <param name="Reason">Why, as a clause: it comes from whoever runs the methods.</param>
public sealed record SimplerMethodAnswered(string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"A simpler method answered, because {Reason}.";
}
