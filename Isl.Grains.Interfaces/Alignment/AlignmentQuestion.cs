using System.Collections.Immutable;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Alignment;

/// <summary>Which option can a team agree on?</summary>
/// <param name="Perspectives">The members' views, in the caller's order.</param>
/// <param name="Options">The options, in the caller's order.</param>
[GenerateSerializer, Immutable, Alias("isl.alignment-question.v1")]
public sealed record AlignmentQuestion(
    [property: Id(0)] ImmutableArray<Perspective> Perspectives,
    [property: Id(1)] ImmutableArray<TeamOption> Options)
{
    /// <summary>Most members.</summary>
    public const int MaxPerspectives = 20;

    /// <summary>Most options.</summary>
    public const int MaxOptions = 50;
}

/// <summary>A member's view.</summary>
/// <param name="Role">Who it is.</param>
/// <param name="Priorities">What matters to it, most important first.</param>
/// <param name="Constraints">What it requires.</param>
/// <param name="Preferred">Ids of options in its order of preference; empty where the order follows from the priorities.</param>
[GenerateSerializer, Immutable, Alias("isl.perspective.v1")]
public sealed record Perspective(
    [property: Id(0)] string Role,
    [property: Id(1)] ImmutableArray<string> Priorities,
    [property: Id(2)] ImmutableArray<string> Constraints,
    [property: Id(3)] ImmutableArray<string> Preferred);

/// <summary>An option.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Attributes">What is known of it, by name in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("isl.team-option.v1")]
public sealed record TeamOption(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<OptionFact> Attributes);

/// <summary>Something known of an option.</summary>
/// <param name="Name">What.</param>
/// <param name="Number">Its value where it is a number.</param>
/// <param name="Text">Its value where it is a text.</param>
[GenerateSerializer, Immutable, Alias("isl.option-fact.v1")]
public readonly record struct OptionFact([property: Id(0)] string Name, [property: Id(1)] double? Number, [property: Id(2)] string? Text);

/// <summary>The subject of questions about a team.</summary>
public static class AlignmentSubject
{
    private static readonly string Zeros = new('0', 64);

    /// <summary>Hash of the views and options, 64 hexadecimal digits.</summary>
    public static string Hash(AlignmentQuestion question)
    {
        var half = ResultId.Of(SubjectKind.Team, Zeros, question).Question;
        return half + ResultId.Of(SubjectKind.Team, half + half, question.Options).Question;
    }
}
