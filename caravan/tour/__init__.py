"""The tour: prefectures, stops, their agendas, services and partners."""
