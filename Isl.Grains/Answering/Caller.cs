namespace Isl.Grains.Answering;

/// <summary>On whose behalf work is done; a question that several ask at once is the first one's.</summary>
public sealed record Caller
{
    private static readonly Caller Nobody = new();
    private static readonly AsyncLocal<Caller?> Flowing = new();

    /// <summary>Who asks for what is being done here.</summary>
    public static Caller Current
    {
        get => Flowing.Value ?? Nobody;
        set => Flowing.Value = value;
    }

    /// <summary>A name, the same for all its questions; empty where nobody said.</summary>
    public string Name { get; init; } = "";

    /// <summary>The id of its request; null where there is none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The name of the watch that it has set on the question; empty where it does not watch.</summary>
    public string Watch { get; init; } = "";

    /// <summary>Whether it waits for the answer in another call, and in this one only looks whether somebody is at work on it.</summary>
    public bool OnlyLooks { get; init; }

    /// <summary>Whether it is this service itself, which only wants its code to have run: nothing is held or counted for it.</summary>
    public bool WarmsUp { get; init; }
}
