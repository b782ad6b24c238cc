using System.ComponentModel.DataAnnotations;
using Orleans.Configuration;

namespace Isl.Grains.Hosting;

/// <summary>How long grains stay in memory that nobody asks; configuration section <c>Subjects</c>.</summary>
/// <remarks>
/// A grain of a graph, a data set or a model holds nothing that its next question needs but the data, which are sent again: answers are in the
/// cache. So it goes soon; a thousand new subjects a second would else be a million grains in the quarter of an hour that Orleans leaves them.
/// Circuits and health stay for good (<c>KeepAlive</c>).
/// </remarks>
public sealed class SubjectLife
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Subjects";

    /// <summary>The look for idle grains comes so many times in the time they may be idle.</summary>
    private const int LooksInThatTime = 4;

    /// <summary>Seconds without a question after which a subject's grain goes; it is gone a quarter of that later at most.</summary>
    [Range(4, 86_400)]
    public double IdleSeconds { get; set; } = 60;

    /// <summary>Tells Orleans.</summary>
    internal void Set(GrainCollectionOptions collection)
    {
        collection.CollectionAge = TimeSpan.FromSeconds(IdleSeconds);
        collection.CollectionQuantum = TimeSpan.FromSeconds(IdleSeconds / LooksInThatTime);
    }
}
