namespace Isl.Api.Answers;

/// <summary>Marks an endpoint that answers a question, so that its answer may be waited for in other ways than by an open request.</summary>
public sealed class AnswersQuestion
{
    /// <summary>The mark.</summary>
    public static readonly AnswersQuestion Mark = new();
}
