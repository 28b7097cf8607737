package service

import "gorm.io/gorm"

// On is the service inside a transaction, for tests that undo what they did.
func (s *Service) On(tx *gorm.DB) *Service { return &Service{tx, s.clock, s.log, s.actors} }
