using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>The one rule for members that a request may not have: ignoring one would answer another question than the one asked.</summary>
internal static class UnknownMembers
{
    /// <summary>Notes a mistake for a member that is neither known here nor let through.</summary>
    /// <param name="name">The member.</param>
    /// <param name="place">Its place.</param>
    /// <param name="owner">What may not have it.</param>
    /// <param name="reading">Takes the mistake.</param>
    public static void Refuse(string name, JsonPointer place, MemberOwner owner, Reading reading)
    {
        if (!reading.Errors.IsFull && !owner.Known.Contains(name) && !LetThrough.Allows(reading.Route, owner.Part, name))
        {
            reading.Errors.Add(place, $"{owner.What} has no {owner.Member} `{Shown.Short(name)}`{Advise(name, owner)}");
        }
    }

    private static string Advise(string name, MemberOwner owner)
    {
        if (owner.PlaceOf(name) is { } place)
        {
            return $"; it belongs in {place}.";
        }

        if (OtherWords.ReasonAgainst(name) is { } reason)
        {
            return $"; {reason}.";
        }

        var meant = OtherWords.For(name, owner.Known) is { } other ? [other] : Spelling.Nearest(name, owner.Known);
        return meant switch
        {
            [] when owner.Known.Count == 0 => ".",
            [] => $"; its {owner.Member}s are {string.Join(", ", owner.Known)}.",
            _ => $"; did you mean {string.Join(" or ", meant.Select(one => $"`{one}`"))}?",
        };
    }
}

/// <summary>A part of a request that has members.</summary>
/// <param name="Part">Its kind, as in <see cref="LetThrough"/>.</param>
/// <param name="What">What it is called in a message.</param>
/// <param name="Known">Members it may have, in the order they are listed to callers.</param>
/// <param name="Member">What a member of it is called.</param>
internal sealed record MemberOwner(string Part, string What, IReadOnlyList<string> Known, string Member = "field")
{
    /// <summary>The part beside or within which a member that is unknown here belongs; null where none has it.</summary>
    public Func<string, string?> PlaceOf { get; init; } = static _ => null;
}
